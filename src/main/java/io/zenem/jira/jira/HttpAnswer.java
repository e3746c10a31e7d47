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
 */
public record HttpAnswer(int status, Map<String, Object> headers, byte[] body, String silence, Instant at) {
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

    /** Requests left in Jira's window, or null where it does not say. */
    public Integer limitRemaining() {
        return header("X-RateLimit-Remaining").flatMap(HttpAnswer::integer).orElse(null);
    }

    /** When Jira's window ends, as ISO text, or null where it does not say. */
    public String limitReset() {
        return header("X-RateLimit-Reset")
                .flatMap(RetryAfter::instant)
                .map(Instant::toString)
                .orElse(null);
    }

    /** Which limit was hit, in Jira's words, or null. */
    public String limitReason() {
        return header("RateLimit-Reason").orElse(null);
    }

    /** What is wrong with the connection, for health, or null when nothing is. */
    public String problem() {
        if (status == 0) {
            return "Jira did not answer: " + silence;
        }
        if (told() == 401) {
            return "Jira does not accept the credentials.";
        }
        return status == 429 || status >= 500 ? "Jira answered HTTP " + status + "." : null;
    }

    /** The status for health: 401 also where Jira answers 200 as if nobody had asked, because it does not accept the credentials. */
    public int told() {
        String login = header("X-Seraph-LoginReason").orElse("");
        return login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED") ? 401 : status;
    }

    private static Optional<Integer> integer(String text) {
        try {
            return Optional.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }
}
