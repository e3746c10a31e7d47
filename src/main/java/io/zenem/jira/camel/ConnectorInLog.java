package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import io.zenem.jira.connector.ConnectorId;
import io.zenem.jira.lease.Lease;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jboss.logging.MDC;

/**
 * Lets every line of the log that a route's thread writes say which connector it is about, as {@code connector} in the diagnostic context,
 * and in which trace it was written, as {@code traceId}, if there is one.
 * What an exchange works on is known at the begin of each route; a thread whose exchange has ended is about none.
 */
@ApplicationScoped
@Unremovable
@Named("connectorInLog")
class ConnectorInLog extends RoutePolicySupport implements RoutePolicyFactory {
    private static final String NAME = "connector";
    private static final String TRACE = "traceId";

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        String connectorId = connectorId(exchange);
        // a name that an address made up could end the line
        if (ConnectorId.valid(connectorId)) {
            MDC.put(NAME, connectorId);
        } else {
            MDC.remove(NAME);
        }
        ExchangeSpan.of(exchange).ifPresentOrElse(span -> MDC.put(TRACE, span.traceId()), () -> MDC.remove(TRACE));
    }

    /** A worker that begins knows its lease first, which names the connector: {@code job:acme/sprints_001}. */
    private static String connectorId(Exchange exchange) {
        String known = exchange.getVariable("connectorId", "", String.class);
        return known.isEmpty() && exchange.getVariable("lease") instanceof Lease lease
                ? lease.name().replaceFirst("^[a-z]+:", "").replaceFirst("/.*", "")
                : known;
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (route.getRouteId().equals(exchange.getFromRouteId())) {
            MDC.remove(NAME);
            MDC.remove(TRACE);
        }
    }
}
