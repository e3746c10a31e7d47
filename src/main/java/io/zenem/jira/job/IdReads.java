package io.zenem.jira.job;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.PageSize;
import io.zenem.jira.jira.PagedWalk;

/**
 * Issues that are read by their ids, in fewer requests the more Jira gives at once. One that Jira cannot give alone either is tried
 * patiently, and then named in {@code issueErrors}, as Jira names those that it could not read; or it is noted as unread, soon, by whoever
 * asks for it again later.
 *
 * @param waiting ids that are still to be asked for
 * @param asked the ids of the page that came
 * @param found the page: issues, each once, and issueErrors
 * @param answered whether the page is known without a request
 * @param again whether what cannot be had is asked for again later
 * @param unread what could not be had then, and why
 */
public record IdReads(
        List<Long> waiting,
        Collection<String> fields,
        PageSize size,
        List<Long> asked,
        ObjectNode found,
        boolean answered,
        boolean again,
        Map<Long, String> unread)
        implements PagedWalk<IdReads> {
    /** Hardly any issue has it: whether Jira reads by id at all is asked with it. */
    private static final long HARDLY_ANY = 1;

    static IdReads of(Collection<String> fields, int most, boolean again) {
        return new IdReads(
                List.of(),
                fields,
                PageSize.of(most),
                List.of(),
                JsonNodeFactory.instance.objectNode(),
                false,
                again,
                Map.of());
    }

    /** The same, for these ids. */
    IdReads of(List<Long> ids) {
        return new IdReads(ids, fields, size, List.of(), found, false, again, unread);
    }

    /** Whether something could not be had and is to be asked for again. */
    public boolean hasUnread() {
        return !unread.isEmpty();
    }

    @Override
    public boolean open() {
        return !waiting.isEmpty();
    }

    private List<Long> next(int most) {
        return waiting.subList(0, Math.min(most, waiting.size()));
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.issues(next(size.now()), fields);
    }

    @Override
    public JiraRequest probe(JiraRequests requests) {
        return requests.issues(List.of(HARDLY_ANY), List.of("id"));
    }

    @Override
    public IdReads after(JsonNode answer) {
        if (!answer.path("issues").isArray()) {
            // only a whole answer proves that what it leaves out is gone
            throw new JiraUnavailable(200, "Jira answered a read by id without a list of issues.");
        }
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        answer.path("issues").forEach(issue -> newest.merge(issue.path("id").asText(), issue, IdReads::newer));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("issues").addAll(newest.values());
        page.putArray("issueErrors")
                .addAll(answer.path("issueErrors").valueStream().toList());
        return behind(next(size.now()), page, size.after(), false);
    }

    private static JsonNode newer(JsonNode known, JsonNode named) {
        Optional<Instant> before = updated(known);
        Optional<Instant> after = updated(named);
        return before.isPresent() && after.isPresent() && after.get().isBefore(before.get()) ? known : named;
    }

    private static Optional<Instant> updated(JsonNode issue) {
        return JiraTime.parse(issue.path("fields").path("updated"));
    }

    @Override
    public IdReads smaller(JiraFailure failure) {
        Optional<PageSize> fewer =
                new PageSize(next(size.now()).size(), size.most(), size.came(), size.lastTry()).smaller();
        if (fewer.isPresent()) {
            return new IdReads(waiting, fields, fewer.get(), asked, found, false, again, unread);
        }
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("issues");
        ArrayNode errors = page.putArray("issueErrors");
        if (again) {
            Map<Long, String> more = new TreeMap<>(unread);
            more.put(waiting.get(0), failure.getMessage());
            // nothing is known of it, not even that it is gone: it was not asked for
            return new IdReads(
                    waiting.subList(1, waiting.size()), fields, size.after(), List.of(), page, true, true, more);
        }
        errors.addObject().put("id", String.valueOf(waiting.get(0))).put("errorMessage", failure.getMessage());
        return behind(next(1), page, size.after(), true);
    }

    private IdReads behind(List<Long> ids, ObjectNode page, PageSize after, boolean known) {
        return new IdReads(waiting.subList(ids.size(), waiting.size()), fields, after, ids, page, known, again, unread);
    }

    @Override
    public String title() {
        return "issues by id";
    }
}
