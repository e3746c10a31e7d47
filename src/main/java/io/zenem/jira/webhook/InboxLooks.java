package io.zenem.jira.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When the database is asked for inboxes in which something waits: at the next tick after this instance wrote to one or was done with
 * one, and otherwise seldom, for what nobody here knows of: what other instances left, what is tried again, what is read again.
 */
@ApplicationScoped
@Named("inboxLooks")
public class InboxLooks {
    private final long period;
    /** The moment of {@link System#nanoTime} from which on a look is due. */
    private final AtomicLong dueAt = new AtomicLong(System.nanoTime());

    @Inject
    InboxLooks(@ConfigProperty(name = "connector.inbox.look-ms") int periodMillis) {
        this.period = Duration.ofMillis(periodMillis).toNanos();
    }

    /** Something may wait. What is announced while a look is under way is looked for by the next one. */
    public void announce() {
        dueAt.set(System.nanoTime());
    }

    /** Whether to look now. */
    public boolean due() {
        long now = System.nanoTime();
        long due = dueAt.get();
        return now - due >= 0 && dueAt.compareAndSet(due, now + period);
    }
}
