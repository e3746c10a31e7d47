package io.zenem.jira.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.zenem.jira.change.Outboxes;
import io.zenem.jira.job.Jobs;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.quartz.Scheduler;

/**
 * An orderly stop. First nothing new is begun, then what is running is finished and jobs and inboxes are given back, so that
 * another instance goes on at once; the door to the API and to deliveries is closed last, by Quarkus.
 */
@ApplicationScoped
class GracefulStop {
    private static final Logger LOG = Logger.getLogger(GracefulStop.class);
    /** Leases have to be kept for as long as anything is running. */
    private static final String HEARTBEAT = "-heartbeat";
    /** The time for what was cut off to write down where it is. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final CamelContext camel;
    private final Scheduler quartz;
    private final Pools pools;
    private final Jobs jobs;
    private final Outboxes outboxes;
    private final Duration most;

    GracefulStop(
            CamelContext camel,
            Scheduler quartz,
            Pools pools,
            Jobs jobs,
            Outboxes outboxes,
            @ConfigProperty(name = "connector.stop-seconds") int seconds) {
        this.camel = camel;
        this.quartz = quartz;
        this.pools = pools;
        this.jobs = jobs;
        this.outboxes = outboxes;
        this.most = Duration.ofSeconds(seconds);
    }

    void stop(@Observes ShutdownEvent shutdown) throws Exception {
        jobs.stop();
        outboxes.stop();
        Instant deadline = Instant.now().plus(most);
        // a run that begins as its route stops would fail and log an error
        quartz.standby();
        while (!quartz.getCurrentlyExecutingJobs().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        for (Route route : camel.getRoutes()) {
            String from = route.getEndpoint().getEndpointBaseUri();
            boolean begins = from.startsWith("timer:") || from.startsWith("quartz:") || from.startsWith("kafka:");
            if (begins && !route.getRouteId().endsWith(HEARTBEAT)) {
                // what such a route has begun may wait for Jira for longer than camel.main.shutdown-timeout
                camel.getRouteController().stopRoute(route.getRouteId(), secondsUntil(deadline), TimeUnit.SECONDS);
            }
        }
        if (!pools.finish(Duration.ofSeconds(secondsUntil(deadline)))) {
            LOG.warnf(
                    "Not everything that was running was done within connector.stop-seconds=%d; it is cut off and goes on at the next start.",
                    most.toSeconds());
            pools.cutOff();
            pools.finish(LAST_WORDS);
        }
        pools.cutOff();
    }

    /** What is left, and never nothing. */
    private static long secondsUntil(Instant deadline) {
        return Math.max(1, Duration.between(Instant.now(), deadline).toSeconds());
    }
}
