package io.zenem.jirasim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as the site has it.
 *
 * @param app the OAuth app it belongs to, empty text for one of an administrator's
 * @param expires empty for one of an administrator's
 */
public record DemoWebhook(
        int id, String url, List<String> events, String jql, boolean enabled, String app, Optional<Instant> expires) {
    static DemoWebhook of(Webhook hook) {
        return new DemoWebhook(
                hook.id(),
                hook.url(),
                hook.events(),
                hook.jql(),
                hook.enabled(),
                hook.app(),
                hook.dynamic() ? Optional.of(Instant.ofEpochMilli(hook.expires())) : Optional.empty());
    }
}
