package io.zenem.jira.camel;

import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A request that waits for Jira has one place, however many of its routes ask for one, and gives it back when it is answered. */
class JiraPlacesTest {
    private final JiraPlaces places = new JiraPlaces(1, 2);

    @Test
    void aRequestTakesOnePlaceAndGivesItBack() {
        Exchange first = request();
        places.process(first);
        places.process(first);
        assertThatThrownBy(() -> places.process(request())).isInstanceOf(RejectedExecutionException.class);
        first.getExchangeExtension().handoverCompletions().forEach(completion -> completion.onComplete(first));
        places.process(request());
    }

    private static Exchange request() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("connectorId", "acme");
        return exchange;
    }
}
