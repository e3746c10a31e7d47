package io.zenem.jira.camel;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import io.zenem.jira.jira.JiraUnavailable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes Camel's redelivery wait at least as long as Jira's Retry-After says. Where that is longer than a thread should be kept,
 * the redelivery ends and the job goes back to the queue until then.
 */
@ApplicationScoped
@Named("jiraBackoff")
class JiraBackoff implements Processor {
    private final Duration longestWait;

    @Inject
    JiraBackoff(@ConfigProperty(name = "connector.jira.max-wait-seconds") int seconds) {
        this.longestWait = Duration.ofSeconds(seconds);
    }

    @Override
    public void process(Exchange exchange) {
        JiraUnavailable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, JiraUnavailable.class);
        if (failure == null || failure.retryAfter().isEmpty()) {
            return;
        }
        Duration wait = failure.retryAfter().get();
        if (wait.compareTo(longestWait) > 0) {
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        } else {
            // up to a fifth later, so that parallel walks do not return in one moment
            long jitter = ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1);
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wait.toMillis() + jitter);
        }
    }
}
