package io.zenem.jira.job;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.sync.IssuePage;
import io.zenem.jira.sync.Pages;

/** Pages of issues inside a job: those that a search brought, and those that were asked for by id. */
@ApplicationScoped
@Named("issuePages")
public class IssuePages {
    private static final JsonMapper JSON = new JsonMapper();

    /** A page of a search with the walk's checkpoint behind it. What a backfill was asked for is older than the history on purpose. */
    public IssuePage searched(SyncContext context, JobRun job, SliceWalk walk, JsonNode answer, Instant askedAt) {
        Pages page =
                new Pages(job.kind().equals("backfill") ? context.withAllHistory() : context, job.kind(), job.id());
        answer.path("issues").forEach(issue -> page.add(issue, askedAt, ""));
        return page.page(false, walk.checkpoint(job));
    }

    /** Reads by id, of none so far; what they learn of how many Jira gives at once holds for all that follow. */
    public IdReads reads(SyncContext context) {
        return IdReads.of(context.fieldIds(), context.readLimit(), false);
    }

    /** The same for whoever does not wait for what Jira cannot give, and asks for it again later. */
    public IdReads hastyReads(SyncContext context, List<Long> ids) {
        return IdReads.of(context.fieldIds(), context.readLimit(), true).of(ids);
    }

    /** Reads of the next ids, a row's JSON array. */
    public IdReads next(IdReads before, JsonNode row) {
        return before.of(row.valueStream().map(JsonNode::asLong).toList());
    }

    /** Issues that were read by id, those that match the scope's own condition only. */
    public IssuePage read(SyncContext context, JobRun job, JsonNode answer, MatchWalk matching) {
        Pages page = new Pages(context, job.kind(), job.id());
        answer.path("issues").forEach(issue -> {
            if (matching.found().contains(issue.path("id").asLong())) {
                page.add(issue, matching.readAt(), "");
            }
        });
        page.unread(answer.path("issueErrors"));
        return page.page(true, IssuePage.JobRef.of(job.id(), job.attempt()));
    }

    /** Which of the issues read by id belong to the copy, as far as it is known without Jira. */
    public MatchWalk matching(SyncContext context, JsonNode answer, Instant readAt) {
        Set<Long> ids = new HashSet<>();
        answer.path("issues").forEach(issue -> {
            // an answer that lacks what the scope is about proves nothing; mapping it fails and says what is missing
            boolean unclear = issue.at("/fields/project/id").isMissingNode()
                    || issue.at("/fields/issuetype/name").isMissingNode();
            if (unclear
                    || context.scope()
                            .contains(
                                    issue.at("/fields/project/id").asLong(),
                                    issue.at("/fields/issuetype/id").asText(),
                                    issue.at("/fields/issuetype/name").asText())) {
                ids.add(issue.path("id").asLong());
            }
        });
        return MatchWalk.of(readAt, context.scope().jql(), ids);
    }

    /** The verdict on each id that was asked for, with its evidence. */
    public String verdicts(SyncContext context, IdReads reads, MatchWalk matching) {
        JsonNode answer = reads.found();
        ArrayNode verdicts = JSON.createArrayNode();
        Set<Long> answered = new HashSet<>();
        answer.path("issues").forEach(issue -> {
            long id = issue.path("id").asLong();
            answered.add(id);
            String key = issue.path("key").asText();
            if (matching.found().contains(id)) {
                verdict(verdicts, id, "present", "read by id", key);
            } else if (!context.scope()
                    .projectIds()
                    .contains(issue.at("/fields/project/id").asLong())) {
                verdict(verdicts, id, "moved", "it lives under " + key, key)
                        .put("projectId", issue.at("/fields/project/id").asLong());
            } else {
                verdict(verdicts, id, "out_of_scope", "its type or the scope's JQL does not match any more", key);
            }
        });
        answer.path("issueErrors").forEach(error -> {
            long id = error.path("id").asLong();
            answered.add(id);
            verdict(verdicts, id, "present", "Jira names it and could not read it", null);
        });
        reads.asked().stream()
                .filter(id -> !answered.contains(id))
                .forEach(id -> verdict(
                        verdicts,
                        id,
                        "not_found",
                        "Jira does not find it by id at " + WireTime.format(matching.readAt())
                                + ": deleted, or no longer visible to the account",
                        null));
        verdicts.forEach(verdict ->
                ((ObjectNode) verdict).put("readAt", matching.readAt().toString()));
        return verdicts.toString();
    }

    private static ObjectNode verdict(ArrayNode verdicts, long id, String verdict, String evidence, String key) {
        return verdicts.addObject()
                .put("jiraId", id)
                .put("verdict", verdict)
                .put("evidence", evidence)
                .put("key", key);
    }

    /** What a mass disappearance would be. */
    public DeletionLimit deletionLimit(JsonNode row) {
        return DeletionLimit.of(row);
    }
}
