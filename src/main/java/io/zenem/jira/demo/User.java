package io.zenem.jira.demo;

import java.util.Optional;

/** An account; {@code number} is only this site's own short reference. The email is empty where its owner hides it. */
record User(
        int number,
        String accountId,
        String accountType,
        String displayName,
        Optional<String> email,
        boolean active,
        String timeZone) {

    User named(String other) {
        return new User(number, accountId, accountType, other, email, active, timeZone);
    }
}
