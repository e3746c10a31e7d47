package io.zenem.jirasim;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.vertx.core.buffer.Buffer;
import io.zenem.jirasim.DemoFaults.Delivery;

/**
 * Delivers webhooks as Jira does: at most 20 at once, again up to five times after 408, 409, 425, 429, 5xx or no
 * answer, never again after another 4xx; at least once and in no promised order. Data Center documents no repetitions and no
 * headers but the signature's, so it sends each once.
 */
final class WebhookSender implements AutoCloseable {
    private static final int AT_ONCE = 20;
    private static final int RETRIES = 5;
    private static final int KEPT = 5000;
    private static final Set<Integer> RETRIED = Set.of(408, 409, 425, 429);

    private record Post(Webhook hook, String event, Buffer body, String flow, String identifier, int retry) {
        Post again() {
            return new Post(hook, event, body, flow, identifier, retry + 1);
        }
    }

    private final Site site;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, daemons("demo-webhook"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemons("demo-webhook-timer"));
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();
    private final Deque<Post> waiting = new ArrayDeque<>();
    private final Deque<DemoDelivery> done = new ArrayDeque<>();
    private int underWay;
    private int pending;

    WebhookSender(Site site) {
        this.site = site;
    }

    void send(Webhook hook, String event, byte[] body, String flow) {
        Post post = new Post(
                hook, event, Buffer.buffer(body), flow, UUID.randomUUID().toString(), 0);
        if (site.faults.befalls(Delivery.LOST)) {
            return;
        }
        long delay = site.faults.webhookDelay().toMillis();
        if (site.faults.befalls(Delivery.REORDERED)) {
            delay += 50 + ThreadLocalRandom.current().nextInt(250);
        }
        later(post, delay);
        if (site.faults.befalls(Delivery.DUPLICATED)) {
            later(post, delay + ThreadLocalRandom.current().nextInt(100));
        }
    }

    /** How many deliveries are still to be made, retries that wait included. */
    synchronized int pending() {
        return pending;
    }

    synchronized List<DemoDelivery> done() {
        return List.copyOf(done);
    }

    private void later(Post post, long millis) {
        synchronized (this) {
            pending++;
        }
        if (millis == 0) {
            start(post);
        } else {
            var unused = timer.schedule(() -> start(post), millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void start(Post post) {
        if (underWay >= AT_ONCE) {
            waiting.add(post);
            return;
        }
        underWay++;
        var unused = client.sendAsync(request(post), HttpResponse.BodyHandlers.discarding())
                .handle((response, error) -> response == null ? 0 : response.statusCode())
                .thenAccept(status -> ended(post, status));
    }

    private void ended(Post post, int status) {
        boolean again = !site.dataCenter()
                && (status == 0 || status >= 500 || RETRIED.contains(status))
                && post.retry() < RETRIES;
        synchronized (this) {
            pending--;
            underWay--;
            done.add(new DemoDelivery(
                    post.identifier(), post.event(), post.hook().url(), post.retry(), status));
            if (done.size() > KEPT) {
                done.removeFirst();
            }
            if (again && !timer.isShutdown()) {
                later(post.again(), site.faults.webhookRetryDelay().toMillis());
            }
            Post next = waiting.poll();
            if (next != null) {
                start(next);
            }
        }
    }

    private HttpRequest request(Post post) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(post.hook().url()))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Atlassian Webhook HTTP Client");
        if (!site.dataCenter()) {
            request.header("X-Atlassian-Webhook-Identifier", post.identifier())
                    .header("X-Atlassian-Webhook-Flow", post.flow());
        }
        if (post.retry() > 0) {
            request.header("X-Atlassian-Webhook-Retry", Integer.toString(post.retry()));
        }
        byte[] body = post.hook().excludeBody() ? new byte[0] : post.body().getBytes();
        boolean wrong = site.faults.on(DemoFaults.Switch.WRONG_SIGNATURE);
        if (post.hook().dynamic()) {
            String secret = site.oauth.secret(post.hook().app());
            request.header(
                    "Authorization",
                    "Bearer "
                            + WebhookSignature.jwt(
                                    wrong ? "not " + secret : secret,
                                    post.hook().app(),
                                    site.now()));
        } else if (!post.hook().secret().isEmpty()) {
            String secret = wrong ? "not " + post.hook().secret() : post.hook().secret();
            request.header("X-Hub-Signature", WebhookSignature.of(secret, body));
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
