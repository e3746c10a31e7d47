package io.zenem.jira.camel;

import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraRefused;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** No answer at all, or half of one: refused, reset, timed out, broke off; or one that must not be taken, which is final. */
@ApplicationScoped
@Named("jiraNoResponse")
class JiraNoResponse implements Processor {
    private final Clock clock;
    private final JiraWireAnswer answers;

    JiraNoResponse(Clock clock, JiraWireAnswer answers) {
        this.clock = clock;
        this.answers = answers;
    }

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String said = Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
        boolean unknown = failure instanceof UnknownHostException;
        // Java's message is the bare name, which tells nobody what is wrong with it
        String why = unknown ? "its host is unknown (" + said.split(":", 2)[0] + ")" : said;
        HttpAnswer answer = HttpAnswer.silence(
                why,
                unknown ? "JIRA_HOST_UNKNOWN" : "JIRA_NO_ANSWER",
                exchange.getVariable("call", HttpCall.class).askedAt(),
                clock.instant());
        answers.count(exchange, answer);
        if (failure instanceof AnswerTooLarge) {
            throw JiraRefused.tooLarge(failure.getMessage());
        }
        if (failure instanceof ForbiddenAddress) {
            throw new JiraRefused(0, failure.getMessage(), false);
        }
        exchange.setVariable("answer", answer);
    }
}
