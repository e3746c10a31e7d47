package io.zenem.jira.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.PageSize;
import io.zenem.jira.jira.PagedWalk;

/**
 * A sample on its way: one page of each part, each with its share of what is still wanted, and then further pages of the
 * parts that have some, until there are enough issues.
 *
 * @param wanted issues
 * @param most requests
 * @param issues by id, what came so far
 * @param requests how many were answered
 */
public record SampleWalk(
        List<Part> parts,
        Collection<String> fields,
        int wanted,
        int most,
        Map<String, JsonNode> issues,
        int requests,
        PageSize size)
        implements PagedWalk<SampleWalk> {
    /** Jira may give less than it is asked for; this ends a walk that hardly moves. */
    private static final int MOST_REQUESTS = 25;

    /**
     * One search.
     *
     * @param pageSize 0 before the first page; stays as it was then
     * @param next Jira's mark of the next page
     */
    record Part(String jql, int pageSize, Optional<String> next) {
        boolean open() {
            return pageSize == 0 || next.isPresent();
        }
    }

    static SampleWalk of(List<String> conditions, Collection<String> fields, int size) {
        return of(conditions, fields, size, MOST_REQUESTS);
    }

    /** A walk of at most so many requests, where the answer must not take long. */
    static SampleWalk of(List<String> conditions, Collection<String> fields, int size, int most) {
        return new SampleWalk(
                conditions.stream()
                        .map(jql -> new Part(jql, 0, Optional.empty()))
                        .toList(),
                List.copyOf(fields),
                size,
                most,
                Map.of(),
                0,
                PageSize.of(JiraRequests.ISSUES_PER_PAGE));
    }

    @Override
    public boolean open() {
        return issues.size() < wanted && requests < most && current() < parts.size();
    }

    /** Parts that were not asked yet come first. */
    private int current() {
        return first(part -> part.pageSize() == 0)
                .orElseGet(() -> first(part -> part.next().isPresent()).orElse(parts.size()));
    }

    private OptionalInt first(Predicate<Part> which) {
        return IntStream.range(0, parts.size())
                .filter(i -> which.test(parts.get(i)))
                .findFirst();
    }

    @Override
    public JiraRequest request(JiraRequests jira) {
        Part part = parts.get(current());
        return jira.search(part.jql(), fields, Math.min(size.now(), pageSize(part)), part.next());
    }

    private int pageSize(Part part) {
        if (part.pageSize() > 0) {
            return part.pageSize();
        }
        int waiting =
                (int) parts.stream().filter(other -> other.pageSize() == 0).count();
        int share = (wanted - issues.size() + waiting - 1) / waiting;
        return Math.min(JiraRequests.ISSUES_PER_PAGE, share);
    }

    @Override
    public SampleWalk after(JsonNode page) {
        JsonNode came = page.path("issues");
        if (!came.isArray()) {
            throw new JiraUnavailable(200, "Jira's search answered without a list of issues.");
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(issues);
        came.forEach(issue -> {
            if (all.size() < wanted) {
                all.putIfAbsent(issue.path("id").asText(), issue);
            }
        });
        Part part = parts.get(current());
        Optional<String> next = Optional.ofNullable(page.path("nextPageToken").textValue())
                .filter(mark -> !came.isEmpty() && !Optional.of(mark).equals(part.next()));
        List<Part> after = new ArrayList<>(parts);
        after.set(current(), new Part(part.jql(), pageSize(part), next));
        return new SampleWalk(List.copyOf(after), fields, wanted, most, all, requests + 1, size.after());
    }

    /** A part with an issue that Jira cannot give ends there: a sample need not have all. */
    @Override
    public SampleWalk smaller(JiraFailure failure) {
        Part part = parts.get(current());
        Optional<PageSize> fewer =
                new PageSize(Math.min(size.now(), pageSize(part)), size.most(), size.came(), size.lastTry()).smaller();
        if (fewer.isEmpty() && issues.isEmpty()) {
            throw failure;
        }
        List<Part> after = new ArrayList<>(parts);
        if (fewer.isEmpty()) {
            after.set(current(), new Part(part.jql(), pageSize(part), Optional.empty()));
        }
        return new SampleWalk(List.copyOf(after), fields, wanted, most, issues, requests, fewer.orElse(size.after()));
    }

    @Override
    public String title() {
        return "sample of issues";
    }
}
