package io.zenem.jira.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The places of requests that wait for Jira, of each connector and of all: a Jira that hangs holds no more threads than these. A
 * request keeps its place until it is answered; whoever finds none is refused at once. Camel's throttle by concurrent requests
 * would do it, but it forgets who holds a place ten seconds after another one was given back.
 */
@ApplicationScoped
@Named("jiraPlaces")
class JiraPlaces implements Processor {
    /** Set on a request that has its place already. */
    private static final String PLACE = "jiraPlace";

    private final Map<String, Integer> taken = new HashMap<>();
    private final int ofConnector;
    private final int ofAll;
    private int all;

    JiraPlaces(
            @ConfigProperty(name = "connector.jira.places") int ofConnector,
            @ConfigProperty(name = "connector.jira.places-of-all") int ofAll) {
        this.ofConnector = ofConnector;
        this.ofAll = ofAll;
    }

    @Override
    public void process(Exchange exchange) {
        if (exchange.getProperty(PLACE) != null) {
            return;
        }
        String connectorId = exchange.getVariable("connectorId", String.class);
        if (!take(connectorId)) {
            throw new RejectedExecutionException("Too many requests wait for this Jira already; try again soon.");
        }
        exchange.setProperty(PLACE, true);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange answered) {
                give(connectorId);
            }
        });
    }

    private synchronized boolean take(String connectorId) {
        if (all >= ofAll || taken.getOrDefault(connectorId, 0) >= ofConnector) {
            return false;
        }
        all++;
        taken.merge(connectorId, 1, Integer::sum);
        return true;
    }

    private synchronized void give(String connectorId) {
        all--;
        taken.computeIfPresent(connectorId, (id, count) -> count == 1 ? null : count - 1);
    }
}
