package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came back from the wire, before it is known whether Jira said it.
 *
 * @param status 0 when nothing came back
 * @param headers by name, in whatever case they came
 * @param silence why nothing came back, else empty text
 * @param silenceCode the same as a code for health, else empty text
 * @param askedAt when it was asked for, and at when it was there, by our clock
 */
public record HttpAnswer(
        int status,
        Map<String, Object> headers,
        byte[] body,
        String silence,
        String silenceCode,
        Instant askedAt,
        Instant at) {
    public static HttpAnswer of(int status, Map<String, Object> headers, byte[] body, Instant askedAt, Instant at) {
        return new HttpAnswer(status, headers, body, "", "", askedAt, at);
    }

    public static HttpAnswer silence(String why, String code, Instant askedAt, Instant at) {
        return new HttpAnswer(0, Map.of(), new byte[0], why, code, askedAt, at);
    }

    /** Header names are case-insensitive, and arrive in lower case over HTTP/2. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(header -> header.getValue() instanceof Collection<?> several
                        ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : header.getValue().toString())
                .findFirst();
    }

    /** How long everybody waits because Jira asks for it; empty where it does not. */
    public Optional<Duration> pause() {
        return asked().map(RetryAfter::kept);
    }

    private Optional<Duration> asked() {
        return status == 429 || status == 503
                ? RetryAfter.asked(this::header, at.plus(ahead().orElse(Duration.ZERO)))
                : Optional.empty();
    }

    /** How far Jira's clock is ahead of ours; empty where this answer does not tell. */
    Optional<Duration> ahead() {
        return JiraClock.ahead(header("Date"), askedAt, at);
    }

    /** {@link #ahead} in milliseconds, or null. */
    public Long aheadMillis() {
        return ahead().map(Duration::toMillis).orElse(null);
    }

    /** {@link #pause} in whole seconds, rounded up; 0 for none. */
    public int pauseSeconds() {
        return pause().map(HttpAnswer::seconds).orElse(0);
    }

    /** What Jira asked for, believed or not, in whole seconds, rounded up; 0 for nothing. */
    public int askedSeconds() {
        return asked().map(HttpAnswer::seconds).orElse(0);
    }

    private static int seconds(Duration wait) {
        return (int) ((wait.toMillis() + 999) / 1000);
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
        if (shownStatus() == 401) {
            return "Jira does not accept the credentials.";
        }
        return limited() ? limitedWords() : status >= 500 ? "Jira answered HTTP " + status + "." : null;
    }

    /** {@link #problem} as a code: JIRA_ and the status, or JIRA_HOST_UNKNOWN or JIRA_NO_ANSWER. */
    public String problemCode() {
        return status == 0 ? silenceCode : "JIRA_" + shownStatus();
    }

    /** A refusal for asking too much, in words: which limit, and how long Jira asks to wait. */
    String limitedWords() {
        return "Jira's rate limit is reached ("
                + header("RateLimit-Reason").map(JiraAnswers::oneLine).orElse("HTTP 429") + ")"
                + pauseWords() + ".";
    }

    /** How long Jira asks to wait, to be put behind a message; empty text where it does not. */
    String pauseWords() {
        return asked().map(asked -> RetryAfter.believed(asked)
                        ? "; it asks us to wait " + RetryAfter.words(asked)
                        : "; it asks us to wait more than an hour, which it cannot mean: it is asked again in "
                                + RetryAfter.words(RetryAfter.kept(asked)))
                .orElse("");
    }

    /** The status for health: 401 also where Jira answers 200 as if nobody had asked, because it does not accept the credentials. */
    public int shownStatus() {
        String login = header("X-Seraph-LoginReason").orElse("");
        return login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED") ? 401 : status;
    }
}
