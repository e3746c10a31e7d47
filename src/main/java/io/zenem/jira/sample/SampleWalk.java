package io.zenem.jira.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;

/**
 * A sample on its way: one page of each part, each with its share of what is still wanted, and then further pages of the
 * parts that have some, until there are enough issues.
 *
 * @param most requests
 * @param issues by id, what came so far
 * @param requests how many were made
 */
public record SampleWalk(
        List<Part> parts, Collection<String> fields, int size, int most, Map<String, JsonNode> issues, int requests) {
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
                0);
    }

    /** Whether there is a page to ask for. */
    public boolean open() {
        return issues.size() < size && requests < most && current() < parts.size();
    }

    /** Parts that were not asked yet come first. */
    private int current() {
        int further = parts.size();
        for (int i = parts.size() - 1; i >= 0; i--) {
            further = parts.get(i).next().isPresent() ? i : further;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).pageSize() == 0) {
                return i;
            }
        }
        return further;
    }

    JiraRequest request(JiraRequests requests) {
        Part part = parts.get(current());
        return requests.search(part.jql(), fields, pageSize(part), part.next());
    }

    private int pageSize(Part part) {
        if (part.pageSize() > 0) {
            return part.pageSize();
        }
        int waiting =
                (int) parts.stream().filter(other -> other.pageSize() == 0).count();
        int share = (size - issues.size() + waiting - 1) / waiting;
        return Math.min(JiraRequests.ISSUES_PER_PAGE, share);
    }

    SampleWalk after(JsonNode page) {
        JsonNode came = page.path("issues");
        if (!came.isArray()) {
            throw new JiraUnavailable(200, "Jira's search answered without a list of issues.");
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(issues);
        came.forEach(issue -> {
            if (all.size() < size) {
                all.putIfAbsent(issue.path("id").asText(), issue);
            }
        });
        Part part = parts.get(current());
        Optional<String> next = Optional.of(page.path("nextPageToken"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(mark -> !came.isEmpty() && !Optional.of(mark).equals(part.next()));
        List<Part> after = new ArrayList<>(parts);
        after.set(current(), new Part(part.jql(), pageSize(part), next));
        return new SampleWalk(List.copyOf(after), fields, size, most, all, requests + 1);
    }
}
