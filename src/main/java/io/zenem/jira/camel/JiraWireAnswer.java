package io.zenem.jira.camel;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import io.zenem.jira.jira.HttpAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes Jira's answer off the wire as a whole, so that one that breaks off fails here and is asked for again. */
@ApplicationScoped
@Named("jiraWireAnswer")
class JiraWireAnswer implements Processor {
    private final Clock clock;

    @Inject
    JiraWireAnswer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Map<String, Object> headers = new HashMap<>(message.getHeaders());
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body = new byte[0];
        if (message.getBody() != null) {
            try (InputStream stream = message.getBody(InputStream.class)) {
                body = stream == null ? body : stream.readAllBytes();
            }
        }
        headers.remove("Authorization");
        message.removeHeaders("*", JiraWire.REDELIVERY_STATE);
        message.setBody(null);
        exchange.setVariable("answer", HttpAnswer.of(status, headers, body, clock.instant()));
    }
}
