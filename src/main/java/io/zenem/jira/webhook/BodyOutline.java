package io.zenem.jira.webhook;

import com.fasterxml.jackson.core.filter.TokenFilter;

/** What a large body says of what it is about: no list, nothing deep, none of the values, and few properties. */
final class BodyOutline extends TokenFilter {
    /** {@code issueLink.sourceIssueId} has two. */
    private static final int DEEPEST = 3;

    private static final int MOST = 1_000;

    private final int depth;
    private final Left left;

    BodyOutline() {
        this(0, new Left());
    }

    private BodyOutline(int depth, Left left) {
        this.depth = depth;
        this.left = left;
    }

    /** How many properties are still taken. */
    private static final class Left {
        private int properties = MOST;
    }

    @Override
    public TokenFilter includeProperty(String name) {
        if (depth == DEEPEST || name.equals("fields") || left.properties == 0) {
            return null;
        }
        left.properties--;
        return new BodyOutline(depth + 1, left);
    }

    @Override
    public TokenFilter filterStartArray() {
        return null;
    }
}
