package io.zenem.jira.routes;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where nobody names a broker, nothing of Kafka is there. */
@QuarkusTest
class KafkaUnusedTest {
    @Inject
    CamelContext camel;

    @Test
    void noEndpointNoRouteAndNoThreadOfKafkaIsThere() {
        assertThat(camel.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .noneMatch(address -> address.startsWith("kafka"));
        assertThat(camel.getRoutes()).extracting(Route::getRouteId).noneMatch(route -> route.contains("kafka"));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("kafka-producer") || name.contains("kafka-coordinator"));
    }
}
