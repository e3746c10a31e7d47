package io.zenem.jira.webhook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;

import io.quarkus.runtime.ShutdownEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When the database is asked for inboxes in which something waits: at once after this instance wrote to one or was done with one, and
 * otherwise seldom, for what nobody here knows of: what other instances left, what is tried again, what is read again. How soon after one
 * look the next one may follow is the timer's matter.
 */
@ApplicationScoped
@Named("inboxLooks")
public class InboxLooks {
    private final long period;
    /** The moment of {@link System#nanoTime} from which on a look is due. */
    private long dueAt = System.nanoTime();

    private boolean stopped;

    InboxLooks(@ConfigProperty(name = "connector.inbox.look-ms") int periodMillis) {
        this.period = Duration.ofMillis(periodMillis).toNanos();
    }

    /** Something may wait. What is announced while a look is under way is looked for by the next one. */
    public synchronized void announce() {
        dueAt = System.nanoTime();
        notifyAll();
    }

    /** Waits until a look is due, and answers whether to look: no longer when the service stops. */
    public synchronized boolean due() throws InterruptedException {
        for (long left = left(); left > 0 && !stopped; left = left()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        dueAt = System.nanoTime() + period;
        return !stopped;
    }

    private long left() {
        return dueAt - System.nanoTime();
    }

    /** Before the routes are stopped, one of which may wait here. */
    synchronized void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        stopped = true;
        notifyAll();
    }
}
