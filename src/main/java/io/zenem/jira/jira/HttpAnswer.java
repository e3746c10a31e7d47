package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What came back from the wire, before it is known whether Jira said it.
 *
 * @param status 0 when nothing came back
 * @param headers by name, in whatever case they came
 * @param silence why nothing came back, else empty text
 * @param silenceCode the same as a code for health, else empty text
 */
public record HttpAnswer(
        int status, Map<String, Object> headers, byte[] body, String silence, String silenceCode, Instant at) {
    /** What came back. */
    public static HttpAnswer of(int status, Map<String, Object> headers, byte[] body, Instant at) {
        return new HttpAnswer(status, headers, body, "", "", at);
    }

    /** Nothing came back. */
    public static HttpAnswer silence(String why, String code, Instant at) {
        return new HttpAnswer(0, Map.of(), new byte[0], why, code, at);
    }

    /** Header names are case-insensitive, and arrive in lower case over HTTP/2. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(header -> header.getValue().toString())
                .findFirst();
    }

    /** How long Jira asks everybody to wait; empty where it does not. */
    public Optional<Duration> pause() {
        return status == 429 || status == 503 ? RetryAfter.of(this::header, at) : Optional.empty();
    }

    /** {@link #pause} in whole seconds, rounded up; 0 for none. */
    public int pauseSeconds() {
        return pause().map(wait -> (int) ((wait.toMillis() + 999) / 1000)).orElse(0);
    }

    /** Whether this is a refusal for asking too much. */
    public boolean limited() {
        return status == 429;
    }

    /** Whether somebody has to wait, or to hear of it: a refusal for asking too much, or a wait that Jira asks for. */
    public boolean slowsDown() {
        return limited() || pauseSeconds() > 0;
    }

    /** What it tells of Jira's separate limits, as the text of a JSON array; see {@link RateLimits#of}. */
    public String limits() {
        return RateLimits.of(this).toString();
    }

    /** What is wrong with the connection, for health, or null when nothing is. */
    public String problem() {
        if (status == 0) {
            return "Jira did not answer: " + silence;
        }
        if (told() == 401) {
            return "Jira does not accept the credentials.";
        }
        return limited() ? limitedWords() : status >= 500 ? "Jira answered HTTP " + status + "." : null;
    }

    /** {@link #problem} as a code: JIRA_ and the status, or JIRA_HOST_UNKNOWN or JIRA_NO_ANSWER. */
    public String problemCode() {
        return status == 0 ? silenceCode : "JIRA_" + told();
    }

    /** A refusal for asking too much, in words: which limit, and how long Jira asks to wait. */
    String limitedWords() {
        return "Jira's rate limit is reached ("
                + header("RateLimit-Reason").map(JiraAnswers::oneLine).orElse("HTTP 429") + ")"
                + pauseWords() + ".";
    }

    /** How long Jira asks to wait, to be put behind a message; empty text where it does not. */
    String pauseWords() {
        return pause().filter(asked -> !asked.isZero())
                .map(asked -> "; it asks us to wait " + RetryAfter.words(asked))
                .orElse("");
    }

    /** The status for health: 401 also where Jira answers 200 as if nobody had asked, because it does not accept the credentials. */
    public int told() {
        String login = header("X-Seraph-LoginReason").orElse("");
        return login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED") ? 401 : status;
    }
}
