package io.zenem.jira.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads what a reconcile knows of Jira's index, and says what it does next. */
@ApplicationScoped
@Named("indexWaits")
public class IndexWaits {
    private final Clock clock;
    private final Duration longest;

    IndexWaits(Clock clock, @ConfigProperty(name = "connector.job.index-wait-max-seconds") long longestSeconds) {
        this.clock = clock;
        this.longest = Duration.ofSeconds(longestSeconds);
    }

    /** The answer of {@code sql/job/index_wait.sql}; its moments are the database's. */
    public IndexWait of(JsonNode wait) {
        List<IndexWait.Reported> reported = new ArrayList<>();
        wait.path("reported")
                .forEach(issue -> reported.add(new IndexWait.Reported(
                        issue.path("id").asLong(), moment(issue, "receivedAt"), moment(issue, "updatedAt"))));
        return new IndexWait(
                moment(wait, "askedAt"),
                Duration.ofSeconds(wait.path("waitSeconds").asLong()),
                longest,
                wait.path("fixed").asBoolean(),
                wait.path("late").asBoolean(),
                reported,
                Duration.between(clock.instant(), moment(wait, "now")));
    }

    /**
     * What follows from Jira's answer.
     *
     * @param answer a page of Jira's search where it was asked and did answer, anything else otherwise
     */
    public IndexWait.Look look(IndexWait wait, Object answer) {
        return answer instanceof JsonNode page
                ? wait.look(shown(page), clock.instant().plus(wait.ahead()))
                : wait.unasked();
    }

    private static Map<Long, Instant> shown(JsonNode page) {
        Map<Long, Instant> shown = new HashMap<>();
        page.path("issues").forEach(issue -> JiraTime.parse(issue.at("/fields/updated"))
                .ifPresent(at -> shown.put(issue.path("id").asLong(), at)));
        return shown;
    }

    private static Instant moment(JsonNode node, String name) {
        return Instant.ofEpochMilli(node.path(name).asLong());
    }
}
