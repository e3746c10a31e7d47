package io.zenem.jira.camel;

import java.io.IOException;
import java.util.concurrent.Future;

/** An answer was not there as a whole when the call's time was over. */
final class AnswerTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    private AnswerTooSlow(IOException cause) {
        super("its answer was not complete in time", cause);
    }

    /**
     * What a failure means.
     *
     * @param end the deadline's, done and not cancelled where it was that which ended the call
     */
    static IOException orElse(Future<?> end, IOException failure) {
        return end.isDone() && !end.isCancelled() ? new AnswerTooSlow(failure) : failure;
    }
}
