package io.zenem.jira.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An email address as people are matched by it: trimmed, without case. */
final class EmailAddress {
    /** Longer ones cannot be delivered to (RFC 5321). */
    static final int LONGEST = 254;

    /** One @ between a local part and a domain of labels; whether anybody reads it, only a mail could tell. */
    private static final Pattern FORM = Pattern.compile(
            "[^\\s\\p{Cntrl}\\p{Cs}@\"(),:;<>\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

    private EmailAddress() {}

    /** The address, or empty where the text is none. */
    static Optional<String> of(String text) {
        String email = text.strip().toLowerCase(Locale.ROOT);
        return email.length() <= LONGEST && FORM.matcher(email).matches() && !email.contains("..")
                ? Optional.of(email)
                : Optional.empty();
    }
}
