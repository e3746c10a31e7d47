package io.zenem.jira.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.overview.AttentionEntry.Action;

/** What needs an admin of the copy itself: jobs, drift, what waits, what could not be applied, the mapping, people. */
record CopyRules(JsonNode facts, JsonNode health, Attention attention, Instant now) {
    /** What has waited for longer is a backlog that grows. */
    private static final Duration BACKLOG = Duration.ofMinutes(5);

    /** Two nights that were missed are no accident; without a schedule for weekends there are two more. */
    private static final Duration OVERDUE = Duration.ofDays(2);

    private static final double DRIFT = 0.01;
    private static final int RECONCILES = 3;

    void apply() {
        deletions();
        lastJob(facts.path("lastJob"));
        overdue();
        drift();
        backlog("inbox", "INBOX_GROWS", "deliveries wait to be applied", attention.get("/health"));
        backlog(
                "changes",
                "OUTBOX_GROWS",
                "changes wait for the route entity-changed",
                attention.get("/logs?code=CHANGE_REFUSED"));
        deadLetters();
        mapping();
        if (facts.hasNonNull("unmapped")) {
            Unmapped unmapped = new Unmapped(facts.path("unmapped"));
            attention.warn("ENUM_UNMAPPED", unmapped.message(), attention.put("/mappings", unmapped.named()));
        }
        people();
    }

    /** An admin is to look before they say yes: the action shows what would go. */
    private void deletions() {
        if (facts.hasNonNull("waiting")) {
            attention.error(
                    "DELETIONS_WAIT",
                    facts.path("pendingDeletions").asLong()
                            + " deletions are held back, because they are many. Look at them and confirm or cancel the job "
                            + facts.path("waiting").asText() + ".",
                    attention.get("/sync/jobs/" + facts.path("waiting").asText() + "/removals"));
        }
    }

    private void lastJob(JsonNode job) {
        String kind = job.path("kind").asText();
        if (job.path("status").asText().equals("FAILED")) {
            attention.error(
                    "JOB_FAILED",
                    "The last " + kind + " failed: " + job.path("lastError").asText(),
                    attention.post("/sync/" + kind));
        }
        if (!job.path("incomplete").isEmpty()) {
            attention.warn(
                    "LISTS_INCOMPLETE",
                    "The last " + kind + " could not read everything: "
                            + job.path("incomplete")
                                    .valueStream()
                                    .map(CopyRules::part)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    attention.get("/logs?jobId=" + job.path("jobId").asText()));
        }
    }

    /** As in {@code sprint of board 12 (HTTP 403)}. */
    private static String part(JsonNode incomplete) {
        String of = Stream.of("board", "project", "sprint")
                .filter(incomplete::hasNonNull)
                .map(what -> " of " + what + " " + incomplete.path(what).asText())
                .collect(Collectors.joining());
        String status = incomplete.hasNonNull("httpStatus")
                ? " (HTTP " + incomplete.path("httpStatus").asText() + ")"
                : "";
        return incomplete.path("entity").asText() + of + status;
    }

    private void overdue() {
        boolean scheduled = facts.at("/nextRuns/weekday").isTextual()
                || facts.at("/nextRuns/weekend").isTextual();
        boolean daily = facts.at("/nextRuns/weekday").isTextual()
                && facts.at("/nextRuns/weekend").isTextual();
        Duration age = Duration.ofSeconds(facts.path("ageSeconds").asLong());
        if (scheduled && age.compareTo(daily ? OVERDUE : OVERDUE.multipliedBy(2)) > 0) {
            attention.warn(
                    "RECONCILE_OVERDUE",
                    "The copy was last compared with Jira at "
                            + facts.path("provenAt").asText() + " UTC. Reconcile it.",
                    attention.post("/sync/reconcile"));
        }
    }

    private void drift() {
        long items = facts.at("/counts/projects").asLong()
                + facts.at("/counts/stories").asLong();
        List<JsonNode> last = facts.path("drift")
                .valueStream()
                .skip(Math.max(0, facts.path("drift").size() - RECONCILES))
                .toList();
        if (last.size() == RECONCILES && last.stream().allMatch(run -> found(run) > DRIFT * Math.max(1, items))) {
            attention.warn(
                    "DRIFT",
                    "Each of the last three reconciles found more than 1 % of the copy different: webhooks lose changes."
                            + " Check the webhook.",
                    attention.post("/webhooks/check"));
        }
    }

    private static long found(JsonNode run) {
        return run.path("missed").asLong()
                + run.path("stale").asLong()
                + run.path("deleted").asLong();
    }

    private void backlog(String name, String code, String what, Action action) {
        JsonNode queue = health.path(name);
        WireTime.parse(queue.path("oldestAt").asText())
                .filter(oldest -> oldest.isBefore(now.minus(BACKLOG)))
                .ifPresent(oldest -> attention.warn(
                        code,
                        queue.path("pending").asLong() + " " + what + ", the oldest since "
                                + queue.path("oldestAt").asText() + " UTC.",
                        action));
    }

    private void deadLetters() {
        long dead = facts.path("deadLetters").asLong();
        if (dead > 0) {
            attention.warn(
                    "DEAD_LETTERS",
                    dead == 1
                            ? "One item could not be applied. Look why, repair the cause and replay it."
                            : dead + " items could not be applied. Look why, repair the cause and replay them.",
                    attention.get("/dead-letters"));
        }
    }

    private void mapping() {
        String vanished =
                facts.path("vanishedFields").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        if (!vanished.isEmpty()) {
            attention.error(
                    "FIELDS_VANISHED",
                    "The mapping names fields that Jira does not show any more: " + vanished
                            + ". Save a mapping without them.",
                    attention.put("/mappings"));
        }
        long older = facts.path("olderItems").asLong();
        if (older > 0) {
            attention.info(
                    "MAPPING_OLDER",
                    older + " items were written by an earlier mapping. A backfill writes them again.",
                    attention.post("/sync/backfill"));
        }
    }

    private void people() {
        long unmatched = facts.path("unmatchedUsers").asLong();
        if (unmatched > 0) {
            attention.info(
                    "USERS_UNMATCHED",
                    unmatched + " people of Jira are matched with nobody in Zenem.",
                    attention.get("/users?unresolved=true"));
        }
    }
}
