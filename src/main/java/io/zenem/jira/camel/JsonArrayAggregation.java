package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Collects the JSON bodies of a split, in order, into one JSON array. */
@ApplicationScoped
@Named("jsonArray")
class JsonArrayAggregation implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange collected, Exchange next) {
        ArrayNode array = collected == null
                ? JsonNodeFactory.instance.arrayNode()
                : collected.getMessage().getBody(ArrayNode.class);
        array.add(next.getMessage().getBody(JsonNode.class));
        next.getMessage().setBody(array);
        return next;
    }
}
