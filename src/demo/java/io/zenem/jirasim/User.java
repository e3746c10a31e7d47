package io.zenem.jirasim;

import java.util.Locale;
import java.util.Optional;

/**
 * An account; {@code number} is only this site's own short reference.
 *
 * @param email the address; Jira knows everybody's
 * @param shown whether its owner lets others see it: hidden ones are in no answer, but are found by a search
 */
record User(
        int number,
        String accountId,
        String accountType,
        String displayName,
        Optional<String> email,
        boolean shown,
        boolean active,
        String timeZone) {

    /** The login name, which only Data Center has. */
    String name() {
        return email.map(address -> address.replaceAll("@.*", "").toLowerCase(Locale.ROOT))
                .orElse("user" + number);
    }

    User keyed(String key) {
        return new User(number, key, accountType, displayName, email, shown, active, timeZone);
    }

    User named(String other) {
        return new User(number, accountId, accountType, other, email, shown, active, timeZone);
    }

    User addressed(String other, boolean visible) {
        return new User(number, accountId, accountType, displayName, Optional.of(other), visible, active, timeZone);
    }

    User activated(boolean other) {
        return new User(number, accountId, accountType, displayName, email, shown, other, timeZone);
    }

    /** Whether the name or the address begins with the text, in lower case; hidden addresses count too. */
    boolean beginsWith(String text) {
        return displayName.toLowerCase(Locale.ROOT).startsWith(text)
                || email.filter(address -> address.toLowerCase(Locale.ROOT).startsWith(text))
                        .isPresent();
    }
}
