package io.zenem.jira.api;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The threads that take deliveries, and nothing else: a Vert.x context with workers of its own, on which the route of a delivery runs
 * as those of admins run on the workers of all. So nothing that admins do (or what they wait for) holds up a delivery.
 */
@ApplicationScoped
class ReceiverWorkers {
    private final Vertx vertx;
    private final int workers;

    ReceiverWorkers(Vertx vertx, @ConfigProperty(name = "connector.webhook.workers") int workers) {
        this.vertx = vertx;
        this.workers = workers;
    }

    /** Where deliveries are taken from now on; not to be called by Vert.x' own threads, for it waits until they have made it. */
    Context start() {
        Home home = new Home();
        DeploymentOptions options =
                new DeploymentOptions().setWorkerPoolName("receiver").setWorkerPoolSize(workers);
        vertx.deployVerticle(home, options)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return home.context();
    }

    private static final class Home extends AbstractVerticle {
        Context context() {
            return context;
        }
    }
}
