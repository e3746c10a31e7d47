package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.List;

import io.zenem.jirasim.JqlToken.Kind;

/** Cuts a query into tokens, by the rules of "JQL reserved characters" and of escapes in Jira's documentation. */
final class JqlLexer {
    private static final String RESERVED = "+.;?|*/%^$#@[]{}&";

    private final String jql;
    private final List<JqlToken> tokens = new ArrayList<>();
    private int at;

    private JqlLexer(String jql) {
        this.jql = jql;
    }

    static List<JqlToken> tokens(String jql) {
        JqlLexer lexer = new JqlLexer(jql);
        while (lexer.at < jql.length()) {
            lexer.next();
        }
        lexer.add(Kind.END, "", jql.length());
        return lexer.tokens;
    }

    private void next() {
        char c = jql.charAt(at);
        int start = at;
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (c == '(' || c == ')' || c == ',') {
            at++;
            add(c == '(' ? Kind.OPEN : c == ')' ? Kind.CLOSE : Kind.COMMA, String.valueOf(c), start);
        } else if (jql.startsWith("&&", at) || jql.startsWith("||", at)) {
            at += 2;
            add(Kind.WORD, c == '&' ? "AND" : "OR", start);
        } else if ("=!<>~".indexOf(c) >= 0) {
            operator();
        } else {
            word();
        }
    }

    private void operator() {
        int start = at;
        char c = jql.charAt(at++);
        char second = at < jql.length() ? jql.charAt(at) : 0;
        boolean two = (second == '=' && "!<>".indexOf(c) >= 0) || (c == '!' && second == '~');
        if (two) {
            at++;
        }
        String text = jql.substring(start, at);
        if (text.equals("!")) {
            add(Kind.WORD, "NOT", start);
        } else {
            add(Kind.OPERATOR, text, start);
        }
    }

    private void word() {
        int start = at;
        if (jql.regionMatches(true, at, "cf[", 0, 3) && jql.indexOf(']', at) > 0) {
            at = jql.indexOf(']', at) + 1;
            add(Kind.WORD, jql.substring(start, at), start);
            return;
        }
        StringBuilder text = new StringBuilder();
        while (at < jql.length()) {
            char c = jql.charAt(at);
            if (Character.isWhitespace(c) || "\"'(),=!<>~".indexOf(c) >= 0) {
                break;
            }
            if (RESERVED.indexOf(c) >= 0) {
                throw JqlError.syntax(
                        "The character '" + c + "' is a reserved JQL character. You must enclose it in a string or use"
                                + " the escape '\\u" + String.format("%04x", (int) c) + "' instead.",
                        at);
            }
            if (c == '\\') {
                text.append(escape());
            } else {
                text.append(c);
                at++;
            }
        }
        add(Kind.WORD, text.toString(), start);
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < jql.length() && jql.charAt(at) != quote) {
            char c = jql.charAt(at);
            if (c == '\\') {
                text.append(escape());
            } else if (c == '\n' || c == '\r') {
                throw JqlError.syntax(
                        "The quoted string '" + text + "' contains an illegal character: a line break.", at);
            } else {
                text.append(c);
                at++;
            }
        }
        if (at >= jql.length()) {
            throw JqlError.syntax("The quoted string '" + text + "' has not been completed.", start);
        }
        at++;
        add(Kind.QUOTED, text.toString(), start);
    }

    private char escape() {
        int start = at;
        char c = at + 1 < jql.length() ? jql.charAt(at + 1) : 0;
        at += 2;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '"', '\'', '\\', ' ' -> c;
            case 'u' -> unicode(start);
            default -> throw illegalEscape(c, start);
        };
    }

    private char unicode(int start) {
        if (at + 4 > jql.length() || !jql.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw illegalEscape('u', start);
        }
        at += 4;
        return (char) Integer.parseInt(jql.substring(at - 4, at), 16);
    }

    private static JqlError illegalEscape(char c, int start) {
        return JqlError.syntax(
                "'\\" + (c == 0 ? "" : c)
                        + "' is an illegal JQL escape sequence. The valid escape sequences are \\', \\\","
                        + " \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.",
                start);
    }

    private void add(Kind kind, String text, int position) {
        tokens.add(new JqlToken(kind, text, position));
    }
}
