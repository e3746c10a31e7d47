package io.zenem.jira.jira;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wiki markup inside one line: emphasis, links, mentions, images, escapes. */
final class WikiInline {
    private static final String TARGET = "(?:[a-z][a-z0-9+.-]*://|mailto:|#|\\^|/)[^|\\]\\s]*|[A-Z][A-Z0-9_]+-\\d+";

    /** What markup may look like at a place, and what stands there instead; the first that fits wins. */
    private static final List<Rule> RULES = List.of(
            // a path is text whose backslashes mean themselves
            rule("(?:[A-Za-z]:|\\\\)\\\\[\\w.$~-]\\S*", true, MatchResult::group),
            rule("[a-z][a-z0-9+.-]{1,20}://[^\\s|\\]}\\\\]+", true, MatchResult::group),
            rule("\\\\\\\\\\s?", false, match -> "\n"),
            rule("\\\\([*_\\-+^~{}\\[\\]|!?#@])", false, match -> match.group(1)),
            rule("\\{\\{(.{1,2000}?)\\}\\}", false, match -> match.group(1)),
            rule("\\{([*_+^~-])\\}(.{1,2000}?)\\{\\1\\}", false, match -> toPlainText(match.group(2))),
            rule("\\[~(?:accountid:)?([^\\]\\s|]+)\\]", false, match -> "@" + match.group(1)),
            rule(
                    "\\[([^|\\[\\]\\n]+)\\|(?:" + TARGET + ")(?:\\|[^|\\[\\]\\n]*)?\\]",
                    false,
                    match -> linked(match.group(1))),
            rule("\\[((?:[a-z][a-z0-9+.-]*://|mailto:|\\^)[^|\\[\\]\\s]+)\\]", false, match -> bare(match.group(1))),
            rule(
                    "!\\S[^!|\\n]*\\.(?i:png|jpe?g|gif|svg|bmp|webp|tiff?|mp4|mov|webm)(?:\\|([^!\\n]*))?!(?!\\w)",
                    true,
                    WikiInline::image),
            emphasis("\\*"),
            emphasis("_"),
            emphasis("-"),
            emphasis("\\+"),
            emphasis("\\^"),
            emphasis("~"),
            // a citation
            rule("\\?\\?([^?\\s](?:[^?\\n]*[^?\\s])?)\\?\\?(?![\\w?])", true, match -> toPlainText(match.group(1))));

    private static final Pattern ALTERNATIVE = Pattern.compile("(?:^|,)\\s*alt=\"?([^\",]*)");

    private WikiInline() {}

    private record Rule(Pattern pattern, boolean atWordStart, Function<MatchResult, String> text) {}

    private static Rule rule(String pattern, boolean atWordStart, Function<MatchResult, String> text) {
        return new Rule(Pattern.compile(pattern), atWordStart, text);
    }

    /** Jira's rule: the marks touch the phrase inside and no letter or digit outside, so 2*3*4 and a-b-c are none. */
    private static Rule emphasis(String mark) {
        String inside = "[^" + mark + "\\s](?:[^" + mark + "\\n]*[^" + mark + "\\s])?";
        String pattern = mark + "(" + inside + ")" + mark + "(?![\\w" + mark + "])";
        return rule(pattern, true, match -> toPlainText(match.group(1)));
    }

    static String toPlainText(String line) {
        StringBuilder out = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            int next = replaceAt(line, at, out);
            if (next == at) {
                out.append(line.charAt(at));
                next++;
            }
            at = next;
        }
        return out.toString();
    }

    private static int replaceAt(String line, int at, StringBuilder out) {
        char c = line.charAt(at);
        boolean wordStart = at == 0 || !(Character.isLetterOrDigit(line.charAt(at - 1)) || line.charAt(at - 1) == c);
        if (Character.isWhitespace(c) || (Character.isLetterOrDigit(c) && !wordStart)) {
            return at;
        }
        for (Rule rule : RULES) {
            if (wordStart || !rule.atWordStart()) {
                Matcher matcher = rule.pattern().matcher(line).region(at, line.length());
                matcher.useTransparentBounds(true);
                if (matcher.lookingAt()) {
                    out.append(rule.text().apply(matcher));
                    return matcher.end();
                }
            }
        }
        return at;
    }

    private static String linked(String text) {
        return toPlainText(text.trim());
    }

    private static String bare(String target) {
        return target.replaceFirst("^(?:mailto:|\\^)", "");
    }

    private static String image(MatchResult image) {
        Matcher alternative = ALTERNATIVE.matcher(image.group(1) == null ? "" : image.group(1));
        return alternative.find() ? alternative.group(1) : "";
    }
}
