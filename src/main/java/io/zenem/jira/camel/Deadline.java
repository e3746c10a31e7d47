package io.zenem.jira.camel;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.core5.concurrent.Cancellable;

/** The end of one call's time: until it is released, it cancels the call when the time is over. */
final class Deadline {
    private final Future<?> timer;
    private volatile boolean over;

    Deadline(Cancellable call, long millis, ScheduledExecutorService timers) {
        timer = timers.schedule(
                () -> {
                    // before the call ends, or who reads its answer could fail without knowing why
                    over = true;
                    call.cancel();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    void release() {
        timer.cancel(false);
    }

    /** What a failure of the call means: if its time was over, that the answer was not there as a whole by then. */
    IOException explain(IOException failure) {
        return over ? new IOException("its answer was not complete in time", failure) : failure;
    }
}
