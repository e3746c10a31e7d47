package io.zenem.jira.jira;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The issues that a walk has seen, each as it was: one that changed meanwhile and moved to the end of the list counts as new.
 * Eight bytes an issue, because a walk may have a million.
 */
final class SeenIssues {
    static final SeenIssues NONE = new SeenIssues(new long[0]);

    /** An odd number with many bits set: two ids with any two times of change hardly ever give the same mark. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] sorted;

    private SeenIssues(long[] sorted) {
        this.sorted = sorted;
    }

    /** With those of a page, each once. */
    SeenIssues with(JsonNode issues) {
        long[] added = issues.valueStream()
                .mapToLong(SeenIssues::mark)
                .filter(mark -> Arrays.binarySearch(sorted, mark) < 0)
                .distinct()
                .sorted()
                .toArray();
        long[] all = Arrays.copyOf(sorted, sorted.length + added.length);
        System.arraycopy(added, 0, all, sorted.length, added.length);
        // two sorted runs, which the sort only merges
        Arrays.sort(all);
        return new SeenIssues(all);
    }

    int size() {
        return sorted.length;
    }

    private static long mark(JsonNode issue) {
        int updated = issue.path("fields").path("updated").asText("").hashCode();
        return issue.path("id").asLong() * SPREAD + updated;
    }
}
