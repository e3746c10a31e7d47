package io.zenem.jira.camel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The threads that run jobs, deliveries and checks, bounded so that neither Jira nor memory sees more at once than configured. */
@ApplicationScoped
class Pools {
    private final ExecutorService jobs;
    private final ExecutorService slices;
    private final ExecutorService drains;
    private final ExecutorService points = Executors.newFixedThreadPool(2, named("points"));
    private final ExecutorService webhooks;
    private final ExecutorService changes = Executors.newCachedThreadPool(named("change"));

    Pools(
            @ConfigProperty(name = "connector.job.parallel-jobs") int parallelJobs,
            @ConfigProperty(name = "connector.job.parallel-slices") int parallelSlices,
            @ConfigProperty(name = "connector.inbox.parallel-drains") int parallelDrains,
            @ConfigProperty(name = "connector.webhook.parallel-checks") int parallelChecks) {
        this.jobs = Executors.newFixedThreadPool(parallelJobs, named("job"));
        this.slices = Executors.newFixedThreadPool(parallelSlices, named("slice"));
        this.drains = Executors.newFixedThreadPool(parallelDrains, named("drain"));
        this.webhooks = Executors.newFixedThreadPool(parallelChecks, named("webhook"));
    }

    @Produces
    @Singleton
    @Named("jobPool")
    ExecutorService jobPool() {
        return jobs;
    }

    @Produces
    @Singleton
    @Named("slicePool")
    ExecutorService slicePool() {
        return slices;
    }

    @Produces
    @Singleton
    @Named("drainPool")
    ExecutorService drainPool() {
        return drains;
    }

    /** Sums of sprints are few and small; two at once keep a slow site from holding up the others for long. */
    @Produces
    @Singleton
    @Named("pointsPool")
    ExecutorService pointsPool() {
        return points;
    }

    @Produces
    @Singleton
    @Named("webhookPool")
    ExecutorService webhookPool() {
        return webhooks;
    }

    /** One worker a connector, and only while it has changes to be sent: a sink that hangs holds up nobody else's. */
    @Produces
    @Singleton
    @Named("changePool")
    ExecutorService changePool() {
        return changes;
    }

    /** Waits until the workers have done what is running; begins nothing more. Slices belong to jobs and end with them. */
    boolean finish(Duration most) throws InterruptedException {
        List<ExecutorService> workers = List.of(jobs, drains, points, webhooks, changes);
        workers.forEach(ExecutorService::shutdown);
        long end = System.nanoTime() + most.toNanos();
        boolean finished = true;
        for (ExecutorService pool : workers) {
            finished &= pool.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return finished;
    }

    /** Interrupts what is still running. */
    void cutOff() {
        Stream.of(jobs, drains, points, webhooks, changes, slices).forEach(ExecutorService::shutdownNow);
    }

    /** Daemon threads, numbered. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
