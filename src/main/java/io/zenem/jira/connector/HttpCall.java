package io.zenem.jira.connector;

import java.time.Instant;
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

    /** Without the credentials and the body, which may hold some. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
