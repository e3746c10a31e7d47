package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.webhook.TopicDelivery;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends the trace of a delivery along through the topic, in W3C's own header; without a trace there is none. */
@ApplicationScoped
@Named("topicTrace")
class TopicTrace implements Processor {
    @Override
    public void process(Exchange exchange) {
        Optional.ofNullable(exchange.getVariable(ExchangeSpan.TRACEPARENT, String.class))
                .ifPresent(context -> exchange.getMessage().setHeader(TopicDelivery.TRACEPARENT, context));
    }
}
