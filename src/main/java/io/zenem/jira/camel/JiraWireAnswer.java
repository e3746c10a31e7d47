package io.zenem.jira.camel;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.job.JobRun;
import io.zenem.jira.metric.CallCounts;
import io.zenem.jira.metric.JiraMeter;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Takes Jira's answer off the wire as a whole, so that one that breaks off fails here and is asked for again. */
@ApplicationScoped
@Named("jiraWireAnswer")
class JiraWireAnswer implements Processor {
    private final Clock clock;
    private final JiraMeter meter;
    private final CallCounts costs;

    JiraWireAnswer(Clock clock, JiraMeter meter, CallCounts costs) {
        this.clock = clock;
        this.meter = meter;
        this.costs = costs;
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
        Instant askedAt = exchange.getVariable("call", HttpCall.class).askedAt();
        HttpAnswer answer = HttpAnswer.of(status, headers, body, askedAt, clock.instant());
        count(exchange, answer);
        exchange.setVariable("answer", answer);
    }

    /** Counts an answer, or that none came, and leaves nothing of it in the message. */
    void count(Exchange exchange, HttpAnswer answer) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        // Camel keeps the answer's charset, and would write our own answer in it
        exchange.removeProperty(ExchangePropertyKey.CHARSET_NAME);
        String connectorId = exchange.getVariable("connectorId", "-", String.class);
        Optional<JobRun> job = Optional.ofNullable(exchange.getVariable("job", JobRun.class));
        costs.asked(
                connectorId,
                job.map(JobRun::id).orElse(""),
                job.map(JobRun::stage).orElse(""),
                answer.status());
        meter.asked(connectorId, answer.status(), Duration.between(answer.askedAt(), answer.at()));
        if (answer.pauseSeconds() > 0) {
            meter.paused(connectorId, Duration.ofSeconds(answer.pauseSeconds()));
        }
    }
}
