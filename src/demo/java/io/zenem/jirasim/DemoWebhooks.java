package io.zenem.jirasim;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The webhooks, and what happens to them behind their owner's back. A wrong id is an {@link IllegalArgumentException}. */
public final class DemoWebhooks {
    private final Site site;

    DemoWebhooks(Site site) {
        this.site = site;
    }

    /** All of them, the oldest first, expired ones too. */
    public List<DemoWebhook> all() {
        return site.hooks.all().stream().map(DemoWebhook::of).toList();
    }

    /** Those that deliver to an address. */
    public List<DemoWebhook> to(String url) {
        return all().stream().filter(hook -> hook.url().equals(url)).toList();
    }

    /** An administrator removes it. */
    public void remove(int id) {
        find(id);
        site.hooks.remove(id);
    }

    /** An administrator switches it on or off. */
    public void enable(int id, boolean on) {
        change(id, hook -> hook.withEnabled(on));
    }

    /** An administrator gives it another filter. */
    public void filter(int id, String jql) {
        change(id, hook -> hook.withJql(jql));
    }

    /** An administrator gives it another address. */
    public void redirect(int id, String url) {
        change(id, hook -> hook.withUrl(url));
    }

    /** An administrator gives it other events. */
    public void events(int id, List<String> events) {
        change(id, hook -> hook.withEvents(events));
    }

    /** It is there a second time; returns the second one's id. */
    public int copy(int id) {
        Webhook twin = find(id).withId(site.hooks.nextId());
        site.hooks.keep(twin);
        return twin.id();
    }

    /** Time passes: a dynamic webhook ends at this moment. */
    public void expire(int id, Instant at) {
        change(id, hook -> hook.withExpires(at.toEpochMilli()));
    }

    private void change(int id, UnaryOperator<Webhook> how) {
        site.hooks.keep(how.apply(find(id)));
    }

    private Webhook find(int id) {
        return site.hooks.find(id).orElseThrow(() -> new IllegalArgumentException("No webhook " + id + "."));
    }
}
