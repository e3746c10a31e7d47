package io.zenem.jira.mapping;

import java.util.Optional;

/**
 * A user that an issue names.
 *
 * @param accountId Data Center has none: its user key, or else name, stands here
 * @param displayName empty text where the user's privacy settings hide it
 * @param email only where Jira shows it
 * @param accountType atlassian, app, customer or unknown
 */
public record SeenUser(
        String accountId, String displayName, Optional<String> email, boolean active, String accountType) {

    /** The name; of somebody who hides it, the account. */
    String shown() {
        return displayName.isEmpty() ? accountId : displayName;
    }
}
