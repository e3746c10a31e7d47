package io.zenem.jira.camel;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Ends a call that takes too long as a whole, from the wait for a connection to the last byte of the answer. The timeouts of
 * sockets do not: they begin again with each byte. The entity is bounded in bytes here too, because both end with the body.
 */
final class CallDeadline implements ExecChainHandler {
    /** How many milliseconds a call has; it never leaves the service. */
    static final String HEADER = "X-Zenem-Call-Millis";

    private final long answerBytes;
    private final ScheduledExecutorService timer;

    CallDeadline(long answerBytes, ScheduledExecutorService timer) {
        this.answerBytes = answerBytes;
        this.timer = timer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long millis = Long.parseLong(request.getFirstHeader(HEADER).getValue());
        request.removeHeaders(HEADER);
        Cancellable call = (Cancellable) scope.originalRequest;
        Deadline deadline = new Deadline(call, millis, timer);
        boolean body = false;
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            body = answer.getEntity() != null;
            if (body) {
                answer.setEntity(new BoundedEntity(answer.getEntity(), answerBytes, deadline));
            }
            return answer;
        } catch (IOException failure) {
            throw deadline.explain(failure);
        } finally {
            if (!body) {
                deadline.release();
            }
        }
    }
}
