package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.Waiting;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a call on the wire: its address, its credentials, its deadline and nothing that the message had before. Here, and nowhere else, an
 * address is given to Camel: an invalid one ends here.
 */
@ApplicationScoped
@Named("jiraWire")
class JiraWire implements Processor {
    private final long jobMillis;
    private final long interactiveMillis;

    JiraWire(
            @ConfigProperty(name = "connector.jira.call-timeout-ms") long jobMillis,
            @ConfigProperty(name = "connector.jira.interactive-timeout-ms") long interactiveMillis) {
        this.jobMillis = jobMillis;
        this.interactiveMillis = interactiveMillis;
    }

    @Override
    public void process(Exchange exchange) {
        HttpCall call = exchange.getVariable("call", HttpCall.class);
        Message message = exchange.getMessage();
        // the client unpacks answers and leaves the header that says so: Camel would unpack them once more
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_URI, call.checkedUrl());
        message.setHeader(CallDeadline.HEADER, millis(exchange));
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

    /** A job has time; whoever waits for an answer has less of it. */
    private long millis(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable("jiraRequest", JiraRequest.class))
                        .filter(request -> request.waiting() == Waiting.LONG)
                        .isPresent()
                ? jobMillis
                : interactiveMillis;
    }
}
