package io.zenem.jira.camel;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.webhook.DeliveryRequest;
import io.zenem.jira.webhook.InboxUnavailable;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.spi.AsyncProcessorAwaitManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes deliveries durable, many with one commit: whatever arrives while a commit is under way goes into the next one. An
 * exchange goes on only when its delivery is committed. There is one writer: two halve the groups, which cost a fifth more CPU.
 *
 * <p>Takes the variable {@code delivery}. Fails the exchange with
 * {@link InboxUnavailable} when too much waits already or nothing could be committed.
 */
@ApplicationScoped
@Named("inboxWriter")
class InboxWriter implements AsyncProcessor {
    private static final Logger LOG = Logger.getLogger(InboxWriter.class);

    private final InboxTable inbox;
    private final InboxQueue<Waiting> queue;
    private final int batch;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(Pools.named("inbox-writer"));
    /** Exchanges go on here, so that a slow client or a slow step never holds the writer. */
    private final ExecutorService completions = Executors.newFixedThreadPool(8, Pools.named("inbox-completion"));

    InboxWriter(
            @io.quarkus.agroal.DataSource("deliveries") DataSource database,
            @ConfigProperty(name = "connector.inbox.queue") int capacity,
            @ConfigProperty(name = "connector.inbox.batch") int batch) {
        this.inbox = new InboxTable(database);
        this.queue = new InboxQueue<>(capacity, Runtime.getRuntime().maxMemory() / 4, waiting -> waiting.row()
                .body()
                .length);
        this.batch = batch;
    }

    @PostConstruct
    void start() {
        writer.execute(this::write);
    }

    /** Refuses what comes from now on, writes what waits, and ends. */
    @PreDestroy
    void stop() throws InterruptedException {
        queue.close();
        writer.shutdown();
        boolean written = writer.awaitTermination(20, TimeUnit.SECONDS);
        completions.shutdown();
        if (!written || !completions.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("The inbox was not written in time; senders try again what was not acknowledged.");
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DeliveryRequest delivery = exchange.getVariable("delivery", DeliveryRequest.class);
        InboxTable.Row row = new InboxTable.Row(
                delivery.connectorId(),
                delivery.identifier(),
                delivery.body(),
                exchange.getVariable(ExchangeSpan.TRACEPARENT, "", String.class),
                Optional.empty());
        if (queue.offer(new Waiting(row, exchange, callback))) {
            return false;
        }
        exchange.setException(
                new InboxUnavailable("The inbox takes no more deliveries at present; send it again later."));
        callback.done(true);
        return true;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getContext()
                .getCamelContextExtension()
                .getContextPlugin(AsyncProcessorAwaitManager.class)
                .process(this, exchange);
    }

    @Override
    public CompletableFuture<Exchange> processAsync(Exchange exchange) {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        process(exchange, doneSync -> done.complete(exchange));
        return done;
    }

    /** Goes on whatever happens: a writer that ends would leave senders without an answer. */
    private void write() {
        Throwable failed = null;
        boolean more = true;
        while (more) {
            try {
                if (failed != null) {
                    LOG.error("Deliveries not written and refused", failed);
                    failed = null;
                }
                more = writeGroup();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failure) {
                failed = failure;
            }
        }
    }

    private boolean writeGroup() throws InterruptedException, SQLException {
        List<Waiting> group = queue.take(batch, InboxTable.STATEMENT_BYTES);
        boolean durable = false;
        try {
            if (!group.isEmpty()) {
                inbox.insert(group.stream().map(Waiting::row).toList());
            }
            durable = true;
        } finally {
            for (Waiting waiting : group) {
                answer(waiting, durable);
            }
        }
        return !group.isEmpty();
    }

    private void answer(Waiting waiting, boolean durable) {
        try {
            completions.execute(() -> waiting.complete(durable));
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            // a JVM that cannot start a thread says that it has no memory, and lives on
            waiting.complete(durable);
        }
    }

    private record Waiting(InboxTable.Row row, Exchange exchange, AsyncCallback callback) {
        void complete(boolean durable) {
            if (!durable) {
                exchange.setException(new InboxUnavailable("The inbox could not be written; send it again later."));
            }
            callback.done(false);
        }
    }
}
