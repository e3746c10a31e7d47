package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.connector.HttpCall;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts a call on the wire: its address, its credentials and nothing that the message had before. */
@ApplicationScoped
@Named("jiraWire")
class JiraWire implements Processor {
    /** Camel counts redeliveries in headers: without them a call would be tried again for ever. */
    static final String REDELIVERY_STATE = "CamelRedeliver*";

    @Override
    public void process(Exchange exchange) {
        HttpCall call = exchange.getVariable("call", HttpCall.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*", REDELIVERY_STATE);
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_URI, call.url());
        if (!call.authorization().isEmpty()) {
            message.setHeader("Authorization", call.authorization());
        }
        message.setHeader("Accept", "application/json");
        message.setHeader("User-Agent", "zenem-jira-connector");
        if (call.body().length > 0) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        message.setBody(call.body().length > 0 ? call.body() : null);
    }
}
