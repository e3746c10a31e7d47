package io.zenem.jira.camel;

import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.job.JobRun;
import io.zenem.jira.metric.CallCounts;
import io.zenem.jira.metric.JiraMeter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** No answer at all, or half of one: refused, reset, timed out, broke off; or one that must not be taken, which is final. */
@ApplicationScoped
@Named("jiraNoResponse")
class JiraNoResponse implements Processor {
    private final Clock clock;
    private final JiraMeter meter;
    private final CallCounts costs;

    @Inject
    JiraNoResponse(Clock clock, JiraMeter meter, CallCounts costs) {
        this.clock = clock;
        this.meter = meter;
        this.costs = costs;
    }

    @Override
    public void process(Exchange exchange) {
        Duration took =
                Duration.between(exchange.getVariable("call", HttpCall.class).askedAt(), clock.instant());
        String connectorId = exchange.getVariable("connectorId", "-", String.class);
        meter.asked(connectorId, 0, took);
        Optional<JobRun> job = Optional.ofNullable(exchange.getVariable("job", JobRun.class));
        costs.asked(
                connectorId,
                job.map(JobRun::id).orElse(""),
                job.map(JobRun::stage).orElse(""),
                0);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof AnswerTooLarge) {
            throw JiraRefused.tooLarge(failure.getMessage());
        }
        if (failure instanceof ForbiddenAddress) {
            throw new JiraRefused(0, failure.getMessage(), false);
        }
        String said = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        boolean unknown = failure instanceof UnknownHostException;
        // Java's message is the bare name, which tells nobody what is wrong with it
        String why = unknown ? "its host is unknown (" + said.split(":", 2)[0] + ")" : said;
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        exchange.setVariable(
                "answer", HttpAnswer.silence(why, unknown ? "JIRA_HOST_UNKNOWN" : "JIRA_NO_ANSWER", clock.instant()));
    }
}
