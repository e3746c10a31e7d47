package io.zenem.jira.jira;

/** Jira understood and said no (bad credentials, missing permission, wrong JQL, not found): asking again changes nothing. */
public final class JiraRefused extends JiraFailure {
    private enum Kind {
        IN_JIRAS_WORDS,
        IN_OTHER_WORDS,
        UNASKED,
        LOGIN,
        TOO_LARGE
    }

    private final Kind kind;

    /**
     * A refusal.
     *
     * @param jirasOwnWords whether the answer was Jira's JSON error, which alone may count as proof of absence
     */
    public JiraRefused(int status, String message, boolean jirasOwnWords) {
        this(status, message, jirasOwnWords ? Kind.IN_JIRAS_WORDS : Kind.IN_OTHER_WORDS);
    }

    private JiraRefused(int status, String message, Kind kind) {
        super(status, message);
        this.kind = kind;
    }

    /** What Jira would refuse, so that it is not even asked: the connector is not authorized yet. */
    public static JiraRefused unasked(int status, String message) {
        return new JiraRefused(status, message, Kind.UNASKED);
    }

    /** A login that Jira refused: once may be its login service stumbling, twice is the credentials. */
    public static JiraRefused login(String message) {
        return new JiraRefused(401, message, Kind.LOGIN);
    }

    /** An answer that has more bytes than we take: the same again is no smaller, but fewer things at once may be. */
    public static JiraRefused tooLarge(String message) {
        return new JiraRefused(0, message, Kind.TOO_LARGE);
    }

    @Override
    public boolean mayBeTooMuch() {
        return kind == Kind.TOO_LARGE;
    }

    /**
     * Whether one more look at the credentials, a while later, is worth it. More in a row that are refused would look like an attack,
     * which Jira answers with a CAPTCHA.
     */
    public boolean doubtful() {
        return kind == Kind.LOGIN;
    }

    /** Whether the answer was Jira's own JSON error; a proxy's or a maintenance page says nothing about what was asked for. */
    public boolean inJirasWords() {
        return kind == Kind.IN_JIRAS_WORDS;
    }

    /** Whether Jira does not accept the login itself; a good token that lacks a scope is refused in Jira's own words. */
    public boolean ofCredentials() {
        return status() == 401 && !inJirasWords();
    }

    /** Whether what was asked for is not there, or not for this account; a board may be either, and a site may have none. */
    public boolean hides() {
        return status() == 403 || status() == 404;
    }

    /** Whether a board that was asked for its sprints may be one without any, which its type tells: Jira answers 400 for both. */
    public boolean mayLackSprints() {
        return status() == 400 && inJirasWords();
    }

    /** Whether this is the connector's state, and nothing that Jira said. */
    public boolean unasked() {
        return kind == Kind.UNASKED;
    }

    /**
     * True only for a 404 in Jira's own words. A site that is down answers 404 with HTML, and an unknown gateway path 404
     * with problem+json; neither says anything about the thing asked for.
     */
    public boolean provesAbsence() {
        return status() == 404 && inJirasWords();
    }
}
