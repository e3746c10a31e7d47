package io.zenem.jira.connector;

import java.time.Instant;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zenem.jira.jira.JiraAnswers;
import io.zenem.jira.jira.JiraRefused;

/**
 * A request to Jira, or to Atlassian for a token, ready to be sent.
 *
 * @param authorization the header's value, a secret; empty for a call that proves itself by its body
 * @param body UTF-8 JSON, empty for none
 * @param askedAt when it was asked: what it answers is not older than that
 */
public record HttpCall(String method, String url, String authorization, byte[] body, Instant askedAt) {
    /** RFC 3986's characters of a path and a query; a call has no user and no fragment. Possessive: no text costs more than one look. */
    private static final String SOME = "[A-Za-z0-9\\-._~!$&'()*+,;=:@/?]*+";

    private static final Pattern ADDRESS =
            Pattern.compile("(?i:https?)://(?:[A-Za-z0-9\\-._~]++|\\[[0-9A-Fa-f:.]++\\])(?::[0-9]{1,5})?(?:/" + SOME
                    + "(?:%[0-9A-Fa-f]{2}" + SOME + ")*+)?");

    private static final Pattern PARTS = Pattern.compile(
            "(?i)https?://(?:[^/?#@]*@)?(\\[[^\\]]*\\]|[^/?#:]*)(?::[0-9]*)?([^?#]*).*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[a-z][A-Za-z-]*|");

    /**
     * The address, for the wire. Camel's HTTP client takes what stands in two braces for the name of a property, and sends the
     * value of it (CVE-2026-78164): so an address with braces, or anything else that RFC 3986 does not allow, never gets there,
     * wherever it came from.
     *
     * @throws JiraRefused for any such address; what came from Jira should have been encoded where the address was made
     */
    public String checkedUrl() {
        if (!ADDRESS.matcher(url).matches()) {
            throw new JiraRefused(
                    0,
                    "Jira was not asked: " + JiraAnswers.oneLine(toString())
                            + " is no valid address. Something that it is made of, an id that Jira sent perhaps, has characters"
                            + " that no address may have.",
                    false);
        }
        return url;
    }

    /** The host that it goes to; empty where the address is no valid one. */
    public String host() {
        Matcher parts = PARTS.matcher(url);
        return parts.matches() ? parts.group(1) : "";
    }

    /**
     * What is asked, and not about what: the path with {@code {}} for whatever names an issue, a project or a person, without the query.
     * {@code /rest/api/3/project/{}/versions}
     */
    public String template() {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches()) {
            return "";
        }
        String[] segments = parts.group(2).split("/", -1);
        StringJoiner template = new StringJoiner("/");
        for (int i = 0; i < segments.length; i++) {
            boolean version = i > 1 && segments[i - 2].equals("rest");
            template.add(version || WORD.matcher(segments[i]).matches() ? segments[i] : "{}");
        }
        return template.toString();
    }

    /** Without the credentials and the body, which may hold some. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
