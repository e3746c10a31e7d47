package io.zenem.jirasim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The registered webhooks. */
final class WebhookRegistry {
    private final Map<Integer, Webhook> hooks = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastId = new AtomicInteger();

    int nextId() {
        return lastId.incrementAndGet();
    }

    void keep(Webhook hook) {
        hooks.put(hook.id(), hook);
    }

    Optional<Webhook> find(int id) {
        return Optional.ofNullable(hooks.get(id));
    }

    void remove(int id) {
        hooks.remove(id);
    }

    List<Webhook> all() {
        return List.copyOf(hooks.values());
    }

    /** Those of administrators. */
    List<Webhook> admin() {
        return all().stream().filter(hook -> !hook.dynamic()).toList();
    }

    /** Those of one OAuth app that have not expired. */
    List<Webhook> ofApp(String app, long now) {
        return all().stream()
                .filter(hook -> hook.dynamic() && hook.app().equals(app) && hook.expires() > now)
                .toList();
    }
}
