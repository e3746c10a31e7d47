package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Arc;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

import static org.awaitility.Awaitility.await;

/** What the route {@code entity-changed} is given of a connector, from when this was made until it is closed. */
public final class Heard extends EventNotifierSupport {
    private final List<JsonNode> changes = new CopyOnWriteArrayList<>();
    private final CamelContext camel =
            Arc.container().instance(CamelContext.class).get();
    private final String connector;

    public Heard(String connector) throws SQLException {
        this.connector = connector;
        everything();
        start();
        camel.getManagementStrategy().addEventNotifier(this);
    }

    /** What was heard, when nothing is left to be told. */
    List<JsonNode> everything() throws SQLException {
        await("nothing is left to be told of " + connector)
                .atMost(Duration.ofSeconds(30))
                .until(() -> Rows.count(
                                """
                                select (select count(*) from jira.entity_change where connector_id = ?)
                                    + (select count(*) from jira.fanout where connector_id = ?)
                                """,
                                connector,
                                connector)
                        == 0);
        return List.copyOf(changes);
    }

    /** The actions on one entity, in the order in which they were heard. */
    public List<String> of(String entity, String id) throws SQLException {
        return everything().stream()
                .filter(change -> change.path("entity").asText().equals(entity)
                        && change.path("jiraId").asText().equals(id))
                .map(change -> change.path("action").asText())
                .toList();
    }

    /** The newest change of an entity of this kind. */
    JsonNode last(String entity) throws SQLException {
        return everything().stream()
                .filter(change -> change.path("entity").asText().equals(entity))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Override
    public void notify(CamelEvent event) {
        JsonNode change = Site.parse(
                ((ExchangeSendingEvent) event).getExchange().getMessage().getBody(String.class));
        if (change.path("connectorId").asText().equals(connector)) {
            changes.add(change);
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeSendingEvent sending
                && sending.getEndpoint().getEndpointUri().equals("direct://entity-changed");
    }

    @Override
    public void close() {
        stop();
        camel.getManagementStrategy().removeEventNotifier(this);
    }
}
