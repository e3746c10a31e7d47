package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What routes name as {@code routePolicy} to have a span: its kind, in OpenTelemetry's words. Where tracing is off these do nothing, and
 * nothing is asked of the SDK.
 *
 * <p>By hand, and not by Camel's tracer: that makes two spans of each step to another route, tells addresses with their queries, messages
 * of failures and of the log, and sends the trace's id along to Jira.
 */
@ApplicationScoped
class Traces {
    private final OpenTelemetry telemetry;
    private final boolean off;

    Traces(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.telemetry = telemetry;
        this.off = off;
    }

    /** Statements have no route of their own, so that somebody has to listen for them. */
    void listen(@Observes StartupEvent start, CamelContext camel) {
        if (!off) {
            StatementSpans statements = new StatementSpans(telemetry.getTracer("zenem"));
            statements.start();
            camel.getManagementStrategy().addEventNotifier(statements);
        }
    }

    /** A request that is answered here. */
    @Produces
    @Singleton
    @Unremovable
    @Named("serverSpan")
    RoutePolicy serverSpan() {
        return span(SpanKind.SERVER);
    }

    /** Deliveries out of the inbox (variable {@code claimed}), with the traces in which they were received. */
    @Produces
    @Singleton
    @Unremovable
    @Named("consumerSpan")
    RoutePolicy consumerSpan() {
        return span(SpanKind.CONSUMER);
    }

    /** A message out of the outbox (a row as body), within the trace that wrote it. */
    @Produces
    @Singleton
    @Unremovable
    @Named("producerSpan")
    RoutePolicy producerSpan() {
        return span(SpanKind.PRODUCER);
    }

    /** A call to Jira (variables {@code call} and {@code answer}). */
    @Produces
    @Singleton
    @Unremovable
    @Named("clientSpan")
    RoutePolicy clientSpan() {
        return span(SpanKind.CLIENT);
    }

    /** A part of what is done; where nothing is around it, as with an attempt at a job, the begin of a trace. */
    @Produces
    @Singleton
    @Unremovable
    @Named("innerSpan")
    RoutePolicy innerSpan() {
        return span(SpanKind.INTERNAL);
    }

    private RoutePolicy span(SpanKind kind) {
        return off ? new RoutePolicySupport() {} : new RouteSpan(telemetry.getTracer("zenem"), kind);
    }
}
