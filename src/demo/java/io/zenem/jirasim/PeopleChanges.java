package io.zenem.jirasim;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes of people. None touches an issue's {@code updated}. To be called under the write lock. */
final class PeopleChanges {
    private final Site site;
    private final Emitter emitter;

    PeopleChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
    }

    void add(String accountId, String type, String name, Optional<String> email, boolean shown, boolean active) {
        if (site.userByAccount(accountId).isPresent()) {
            throw new IllegalArgumentException("The account '" + accountId + "' exists.");
        }
        site.addUser(accountId, type, name, email, shown, active, SiteSeed.SOME_USERS_ZONE.getId());
        emitter.user("user_created", find(accountId));
    }

    void rename(String accountId, String displayName) {
        change(accountId, user -> user.named(displayName));
    }

    void address(String accountId, String email, boolean shown) {
        change(accountId, user -> user.addressed(email, shown));
    }

    void activate(String accountId, boolean active) {
        change(accountId, user -> user.activated(active));
    }

    /** The account is gone for good: no list and no read names it any more, only the issues do. */
    void remove(String accountId) {
        User user = find(accountId);
        site.removeUser(user);
        emitter.user("user_deleted", user);
    }

    private void change(String accountId, UnaryOperator<User> change) {
        User user = find(accountId);
        site.replace(change.apply(user));
        emitter.user("user_updated", user);
    }

    private User find(String accountId) {
        return site.userByAccount(accountId)
                .orElseThrow(() -> new IllegalArgumentException("No user '" + accountId + "'."));
    }
}
