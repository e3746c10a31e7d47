package io.zenem.jira.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Jira's wiki markup (rich text in API v2, in webhook bodies and on Data Center) as plain text, laid out as
 * {@link AdfText} does: a line for each block, blank lines only inside code. Conservative: what is not clearly markup
 * stays as it was written.
 */
public final class WikiText {
    private static final Pattern VERBATIM = Pattern.compile("\\{(code|noformat)(?::[^{}\\n]*)?\\}");
    private static final Pattern TAG = Pattern.compile("\\{(quote|color|panel)(:[^{}\\n]*)?\\}");
    private static final Pattern TITLE = Pattern.compile("[:|]title=([^|}]*)");
    private static final Pattern ANCHOR = Pattern.compile("\\{anchor:[^{}\\n]*\\}");
    private static final Pattern HEADING = Pattern.compile("\\s*(?:h[1-6]|bq)\\.\\s+(.*)");
    private static final Pattern RULE = Pattern.compile("\\s*-{4,5}\\s*");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*([*#]{1,10}|-)\\s+(\\S.*)");
    private static final Pattern TABLE_ROW = Pattern.compile("\\s*\\|{1,2}(.+?)\\|{1,2}\\s*");

    private WikiText() {}

    /** The plain text, without trailing white space. Never fails; text without markup comes back as it is. */
    public static String toPlainText(String wiki) {
        String text = wiki.replace("\r\n", "\n").replace('\r', '\n');
        Set<String> tags = tagsIn(text);
        List<String> blocks = new ArrayList<>();
        Set<String> unclosed = new HashSet<>();
        Matcher opening = VERBATIM.matcher(text);
        int from = 0;
        for (int at = 0; opening.find(at); at = Math.max(from, opening.end())) {
            String closing = "{" + opening.group(1) + "}";
            // asked once for each name, or a text of opening tags alone would take quadratic time
            int end = unclosed.contains(closing) ? -1 : text.indexOf(closing, opening.end());
            if (end < 0) {
                unclosed.add(closing);
            } else {
                blocks.add(markup(text.substring(from, opening.start()), tags));
                blocks.add(verbatim(text.substring(opening.end(), end)));
                from = end + closing.length();
            }
        }
        blocks.add(markup(text.substring(from), tags));
        return blocks.stream()
                .filter(block -> !block.isEmpty())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    private static String verbatim(String content) {
        int firstLine = content.indexOf('\n');
        boolean blankStart = firstLine >= 0 && content.substring(0, firstLine).isBlank();
        return (blankStart ? content.substring(firstLine + 1) : content).stripTrailing();
    }

    /** Block tags that come in pairs; a single "{quote}" in a sentence is a word about markup, not markup. */
    private static Set<String> tagsIn(String text) {
        return TAG
                .matcher(text)
                .results()
                .collect(Collectors.groupingBy(tag -> tag.group(1), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(tag -> tag.getValue() > 1)
                .map(tag -> tag.getKey())
                .collect(Collectors.toSet());
    }

    private static String markup(String text, Set<String> tags) {
        String untagged = TAG.matcher(text)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        tags.contains(tag.group(1)) ? replacement(tag.group(1), tag.group()) : tag.group()));
        WikiNumbers numbers = new WikiNumbers();
        List<String> lines = new ArrayList<>();
        for (String line : ANCHOR.matcher(untagged).replaceAll("").split("\n", -1)) {
            if (!line.isBlank() && !RULE.matcher(line).matches()) {
                lines.add(line(line, numbers).stripTrailing());
            }
        }
        return String.join("\n", lines);
    }

    private static String replacement(String name, String tag) {
        if (name.equals("color")) {
            return "";
        }
        Matcher title = TITLE.matcher(tag);
        return title.find() ? "\n" + title.group(1) + "\n" : "\n";
    }

    private static String line(String line, WikiNumbers numbers) {
        Matcher item = LIST_ITEM.matcher(line);
        if (item.matches()) {
            return numbers.marker(item.group(1)) + WikiInline.toPlainText(item.group(2));
        }
        numbers.reset();
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            return WikiInline.toPlainText(heading.group(1));
        }
        String text = WikiInline.toPlainText(line);
        Matcher row = TABLE_ROW.matcher(text.replace('\n', ' '));
        return row.matches() ? row(row.group(1)) : text;
    }

    private static String row(String cells) {
        return Pattern.compile("\\|{1,2}")
                .splitAsStream(cells)
                .map(String::strip)
                .collect(Collectors.joining(" | "));
    }

    /** Counts the items of numbered wiki lists, which bear no numbers of their own, at each level. */
    private static final class WikiNumbers {
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
}
