package io.zenem.jira.api;

import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * One body on its way in. It counts against the budget with the length that its head declares, or else as it grows, from its first
 * byte until its request is answered: a caller who hangs up is not answered any sooner, and the bytes are still there.
 */
final class BodyReading {
    private final RoutingContext context;
    private final HttpServerRequest request;
    private final BodyBudget budget;
    private final long limit;
    private final long seconds;
    private Buffer body = Buffer.buffer();
    private long counted;
    private long timer;
    private boolean done;

    BodyReading(RoutingContext context, BodyBudget budget, long limit, long seconds) {
        this.context = context;
        this.request = context.request();
        this.budget = budget;
        this.limit = limit;
        this.seconds = seconds;
    }

    void begin(long declared) {
        if (!fits(declared)) {
            return;
        }
        context.addBodyEndHandler(answered -> free());
        body = Buffer.buffer((int) declared);
        if (request.isEnded()) {
            complete();
            return;
        }
        timer = context.vertx()
                .setTimer(
                        TimeUnit.SECONDS.toMillis(seconds),
                        late -> refuse(408, "The body did not arrive within " + seconds + " seconds."));
        request.exceptionHandler(hungUp -> abandon());
        request.handler(this::piece);
        request.endHandler(end -> complete());
        request.resume();
    }

    private void piece(Buffer piece) {
        if (!done && fits((long) body.length() + piece.length())) {
            body.appendBuffer(piece);
        }
    }

    private void complete() {
        if (!done) {
            done = true;
            context.vertx().cancelTimer(timer);
            RoutingContextInternal internal = (RoutingContextInternal) context;
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            internal.setBody(body);
            context.next();
        }
    }

    private boolean fits(long size) {
        if (size > limit) {
            refuse(413, "The body is too large; at most " + limit + " bytes.");
            return false;
        }
        if (size > counted && !grow(size)) {
            refuse(503, "Too many large requests at the same time; send it again later.");
            return false;
        }
        return true;
    }

    private synchronized boolean grow(long size) {
        boolean room = budget.grow(counted, size);
        counted = room ? size : counted;
        return room;
    }

    /** What is left of the body is not kept. */
    private void refuse(int status, String message) {
        if (!done) {
            abandon();
            JsonAnswer.send(context, status, message);
        }
    }

    private void abandon() {
        if (!done) {
            done = true;
            context.vertx().cancelTimer(timer);
            body = Buffer.buffer();
            free();
        }
    }

    /** Once: the answer may be written by another thread than the one that reads. */
    private synchronized void free() {
        budget.free(counted);
        counted = 0;
    }
}
