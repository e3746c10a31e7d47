package io.zenem.jira.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.PageSize;
import io.zenem.jira.jira.PagedWalk;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.sync.IssuePage;

/**
 * One slice's walk through Jira's search, and what is done with its pages. No token leads past an issue that Jira cannot give: where one
 * alone cannot be had, the slice is walked through again by ids only, and all its issues are read by id afterwards.
 *
 * @param ids whether only ids are asked for (5,000 a page instead of 100)
 * @param recent census: whether the copy must have these ids
 * @param reason why these ids are read one by one afterwards, else empty
 * @param restarts how often it began again because its token was refused
 */
public record SliceWalk(
        String stage,
        int number,
        String jql,
        boolean ids,
        boolean recent,
        Optional<String> reason,
        Collection<String> fields,
        TokenWalk walk,
        int restarts,
        PageSize size)
        implements PagedWalk<SliceWalk> {
    /** The smallest page that a server was ever set to give. */
    private static final int LEAST_IDS_PER_PAGE = 50;
    /** Pages that may be short or empty. */
    private static final int MORE_PAGES = 100;

    static SliceWalk of(JsonNode slice, Collection<String> fields) {
        JsonNode spec = slice.path("spec");
        boolean ids = spec.path("ids").asBoolean();
        return new SliceWalk(
                slice.path("stage").asText(),
                slice.path("number").asInt(),
                spec.path("jql").asText(),
                ids,
                spec.path("recent").asBoolean(true),
                Optional.ofNullable(spec.get("reason")).map(JsonNode::asText),
                ids ? List.of("id") : fields,
                TokenWalk.from(
                        Optional.ofNullable(slice.get("token"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText),
                        limit(spec, ids)),
                0,
                PageSize.of(ids ? JiraRequests.IDS_PER_PAGE : JiraRequests.ISSUES_PER_PAGE));
    }

    /** Ids come many at once; whole issues come one by one where Jira cannot give more. */
    private static TokenWalk.Limit limit(JsonNode spec, boolean ids) {
        long most = spec.path("most").asLong(SlicePlan.MOST_OF_ANY_SITE);
        return new TokenWalk.Limit(most, ids ? most / LEAST_IDS_PER_PAGE + MORE_PAGES : most);
    }

    @Override
    public boolean open() {
        return walk.open();
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.search(jql, fields, size.now(), walk.token());
    }

    /** The same search for an id. */
    @Override
    public JiraRequest probe(JiraRequests requests) {
        return requests.search(jql, List.of("id"), 1, Optional.empty());
    }

    /** The walk after a page; errors as {@link TokenWalk#after}. */
    @Override
    public SliceWalk after(JsonNode answer) {
        return with(walk.after(answer), restarts, size.after());
    }

    @Override
    public SliceWalk smaller(JiraFailure failure) {
        Optional<PageSize> fewer = size.smaller();
        if (fewer.isPresent()) {
            return with(walk, restarts, fewer.get());
        }
        if (ids) {
            throw failure;
        }
        return new SliceWalk(
                stage,
                number,
                jql,
                true,
                recent,
                Optional.of("missed"),
                List.of("id"),
                TokenWalk.from(Optional.empty(), walk.limit()),
                restarts,
                PageSize.of(JiraRequests.IDS_PER_PAGE));
    }

    /** From the beginning again: the token is no longer known. */
    public SliceWalk restarted() {
        return with(TokenWalk.from(Optional.empty(), walk.limit()), restarts + 1, size);
    }

    private SliceWalk with(TokenWalk next, int times, PageSize pageSize) {
        return new SliceWalk(stage, number, jql, ids, recent, reason, fields, next, times, pageSize);
    }

    @Override
    public boolean incomplete() {
        return walk.incomplete();
    }

    @Override
    public String title() {
        return "issues by " + jql;
    }

    /** The checkpoint: from where the job goes on. */
    IssuePage.JobRef checkpoint(JobRun job) {
        return new IssuePage.JobRef(
                job.id(), job.attempt(), stage, number, walk.token().orElse(""), !open());
    }
}
