package io.zenem.jira.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the head of a delivery before anything of its body is kept: no signature at all is 401, whichever connector is named; an
 * unknown connector is 404, one with webhooks switched off 410. What is let in goes on in workers of its own.
 */
@ApplicationScoped
class DeliveryDoor {
    private static final Logger LOG = Logger.getLogger(DeliveryDoor.class);
    private static final int BEHIND_THE_BODY = FrontDoor.BEFORE_ROUTES + 1;

    private final DeliveryGate gate;
    private final ReceiverWorkers workers;
    private final Bodies bodies;
    private final ErrorResponses errors;
    private final long limit;

    DeliveryDoor(
            DeliveryGate gate,
            ReceiverWorkers workers,
            Bodies bodies,
            ErrorResponses errors,
            @ConfigProperty(name = "connector.webhook.max-body-bytes") long limit) {
        this.gate = gate;
        this.workers = workers;
        this.bodies = bodies;
        this.errors = errors;
        this.limit = limit;
    }

    void open(@Observes Router router) {
        Context receiving = workers.start();
        router.post("/webhooks/*").order(FrontDoor.BEFORE_ROUTES).handler(context -> enter(context, receiving));
        router.post("/webhooks/*")
                .order(BEHIND_THE_BODY)
                .handler(context -> receiving.runOnContext(there -> context.next()));
    }

    private void enter(RoutingContext context, Context receiving) {
        String connectorId = RequestPath.connectorId(context.request().path());
        context.addHeadersEndHandler(
                answered -> gate.answered(connectorId, context.response().getStatusCode()));
        try {
            gate.mustBePossible(context.request()::getHeader);
            if (gate.remembers(connectorId)) {
                admit(context, connectorId);
            } else {
                look(context, connectorId, receiving);
            }
        } catch (ApiException refusal) {
            JsonAnswer.send(context, errors.answer(refusal));
        }
    }

    private void look(RoutingContext context, String connectorId, Context receiving) {
        Context here = context.vertx().getOrCreateContext();
        context.request().pause();
        receiving
                .<Void>executeBlocking(
                        () -> {
                            gate.look(connectorId);
                            return null;
                        },
                        false)
                .onSuccess(seen -> here.runOnContext(back -> admit(context, connectorId)))
                .onFailure(refused -> here.runOnContext(back -> JsonAnswer.send(
                        context,
                        refused instanceof ApiException ? errors.answer(refused) : errors.inboxUnavailable())));
    }

    /** Answers whatever happens: on this path nobody else would, and only an answer frees what a request holds. */
    private void admit(RoutingContext context, String connectorId) {
        try {
            gate.mustBeOpen(connectorId);
            bodies.read(context, limit);
        } catch (ApiException shut) {
            JsonAnswer.send(context, errors.answer(shut));
        } catch (Throwable failure) {
            JsonAnswer.send(context, errors.inboxUnavailable());
            LOG.error("A delivery was refused", failure);
        }
    }
}
