package io.zenem.jira.jira;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.jira.CallTries.Limits;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When a call to Jira goes, and whether and when it is tried again: a job insists, whoever waits for an answer gets one soon. */
@ApplicationScoped
@Named("jiraTries")
public class JiraTries {
    private static final Duration NO_END = Duration.ofDays(1);

    private final Clock clock;
    private final Limits job;
    private final Limits interactive;

    JiraTries(
            Clock clock,
            @ConfigProperty(name = "connector.jira.redeliveries") int again,
            @ConfigProperty(name = "connector.jira.interactive-redeliveries") int interactiveAgain,
            @ConfigProperty(name = "connector.jira.redelivery-delay-ms") int firstMillis,
            @ConfigProperty(name = "connector.jira.redelivery-max-ms") int mostMillis,
            @ConfigProperty(name = "connector.jira.max-wait-seconds") int waitSeconds,
            @ConfigProperty(name = "connector.jira.interactive-max-wait-seconds") int interactiveWaitSeconds,
            @ConfigProperty(name = "connector.jira.interactive-timeout-ms") int interactiveMillis) {
        this.clock = clock;
        Duration first = Duration.ofMillis(firstMillis);
        Duration most = Duration.ofMillis(mostMillis);
        this.job = new Limits(again, first, most, Duration.ofSeconds(waitSeconds), NO_END);
        this.interactive = new Limits(
                interactiveAgain,
                first,
                most,
                Duration.ofSeconds(interactiveWaitSeconds),
                Duration.ofMillis(interactiveMillis));
    }

    public CallTries begun() {
        return CallTries.begun(clock.instant());
    }

    /**
     * After a failure that may pass.
     *
     * @param thrown the failure, or what Camel wrapped it in
     */
    public CallTries failed(CallTries tries, Throwable thrown, JiraRequest request) {
        return tries.after(
                (JiraUnavailable) JiraFailure.in(thrown).orElseThrow(),
                limits(request),
                ThreadLocalRandom.current().nextDouble(),
                clock.instant());
    }

    private Limits limits(JiraRequest request) {
        return request.waiting() == Waiting.LONG ? job : interactive;
    }

    /** The longest pause, in milliseconds, for which a thread, or whoever waits for the answer, is kept. */
    public long longestMillis(JiraRequest request) {
        return limits(request).longestWait().toMillis();
    }

    /**
     * The slot that a call has.
     *
     * @param row of {@code sql/jira/slot.sql}; null where the connector was removed meanwhile
     * @throws JiraUnavailable where the pause is longer than {@link #longestMillis}
     */
    public CallSlot slot(Map<String, Object> row, JiraRequest request) {
        return row == null
                ? new CallSlot(0, false)
                : CallSlot.of(row, request, limits(request).longestWait());
    }

    /** Fails with the last failure where no try had an answer. */
    public void mustHaveAnswered(CallTries tries) {
        tries.failure().ifPresent(failure -> {
            throw failure;
        });
    }
}
