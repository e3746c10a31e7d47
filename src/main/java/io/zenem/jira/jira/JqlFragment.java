package io.zenem.jira.jira;

import java.util.Optional;

/**
 * Reads an admin's JQL just far enough to know that it stays inside the parentheses that are put around it: a fragment
 * that closes them would widen the scope to the whole site. Fails closed: what can't be read is a violation.
 */
final class JqlFragment {
    private final String text;
    private int at;
    private int depth;
    private String previousWord = "";

    private JqlFragment(String text) {
        this.text = text;
    }

    static Optional<String> violation(String text) {
        return text.isBlank() ? Optional.of("must not be empty") : new JqlFragment(text).scan();
    }

    private Optional<String> scan() {
        while (at < text.length()) {
            Optional<String> wrong = token();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return depth == 0 ? Optional.empty() : Optional.of("has an opening parenthesis that is never closed");
    }

    private Optional<String> token() {
        char c = text.charAt(at);
        if (blank(c)) {
            at++;
            return Optional.empty();
        }
        if (c == '"' || c == '\'') {
            previousWord = "";
            return quoted(c);
        }
        return c == '(' || c == ')' ? parenthesis(c) : word();
    }

    private Optional<String> parenthesis(char c) {
        at++;
        previousWord = "";
        depth += c == '(' ? 1 : -1;
        return depth < 0 ? Optional.of("has a closing parenthesis without an opening one") : Optional.empty();
    }

    private Optional<String> quoted(char quote) {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return Optional.empty();
            }
            if (c == '\\') {
                at++;
            }
        }
        return Optional.of("has a quote (" + quote + ") that is never closed");
    }

    /** Letters up to the next delimiter; operators count as delimiters, so that {@code a=order} is two words. */
    private Optional<String> word() {
        int start = at;
        while (at < text.length() && !delimiter(text.charAt(at))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at > text.length()) {
            // it would escape the parenthesis that is put behind the fragment
            return Optional.of("ends with a backslash");
        }
        if (at == start) {
            at++;
        }
        String word = text.substring(start, at);
        if (previousWord.equalsIgnoreCase("order") && word.equalsIgnoreCase("by")) {
            return Optional.of("must not contain ORDER BY: the connector sorts by itself");
        }
        previousWord = word;
        return Optional.empty();
    }

    private static boolean delimiter(char c) {
        return blank(c) || "()\"'=!<>~,&|".indexOf(c) >= 0;
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
