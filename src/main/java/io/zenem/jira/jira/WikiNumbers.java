package io.zenem.jira.jira;

import java.util.Arrays;

/** Counts the items of numbered wiki lists, which bear no numbers of their own, at each level. */
final class WikiNumbers {
    private final int[] counts = new int[12];
    private final char[] kinds = new char[12];

    /** The indented marker of an item that begins with e.g. {@code *}, {@code -} or {@code ##}. */
    String marker(String bullets) {
        int depth = bullets.length();
        char kind = bullets.charAt(depth - 1);
        if (kinds[depth] != kind) {
            kinds[depth] = kind;
            counts[depth] = 0;
        }
        Arrays.fill(counts, depth + 1, counts.length, 0);
        counts[depth]++;
        return "  ".repeat(depth - 1) + (kind == '#' ? counts[depth] + ". " : "- ");
    }

    /** A line that is no item ends all lists. */
    void reset() {
        Arrays.fill(counts, 0);
    }
}
