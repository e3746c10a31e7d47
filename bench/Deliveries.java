import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Jira in a hurry, run from source with the service's own libraries: {@code <address> <secret> <demo> <clients> <seconds>}. Each client sends
 * one signed change after the other, of issues as the demo site has them, and waits for each answer.
 */
final class Deliveries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final SecretKeySpec secret;
    private final List<JsonNode> issues = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> answered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();

    private Deliveries(String address, String secret, String demo) throws Exception {
        this.address = URI.create(address);
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo + "/demo/truth/issues?limit=500&from=0")).build();
        JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body()).path("issues").forEach(issue -> {
            if (issue.path("key").asText().matches("(ABC|XYZ)-.*")) {
                issues.add(issue);
            }
        });
    }

    public static void main(String[] args) throws Exception {
        Deliveries deliveries = new Deliveries(args[0], args[1], args[2]);
        deliveries.send(Integer.parseInt(args[3]), Duration.ofSeconds(Integer.parseInt(args[4])));
    }

    private void send(int clients, Duration time) throws InterruptedException {
        long began = System.nanoTime();
        CountDownLatch done = new CountDownLatch(clients);
        for (int i = 0; i < clients; i++) {
            Thread client = new Thread(() -> {
                try {
                    while (System.nanoTime() - began < time.toNanos()) {
                        one();
                    }
                } catch (Exception failed) {
                    failed.printStackTrace();
                } finally {
                    done.countDown();
                }
            });
            client.start();
        }
        done.await();
        long took = System.nanoTime() - began;
        long[] all = answered.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "%d %d %.1f %d %d%n", all.length, refused.get(), all.length * 1e9 / took, at(all, 50), at(all, 99));
    }

    private void one() throws Exception {
        int number = next.getAndIncrement();
        ObjectNode issue = issues.get(number % issues.size()).deepCopy();
        ObjectNode fields = (ObjectNode) issue.get("fields");
        fields.put("summary", "Change " + number);
        // each round later than the one before
        fields.put("updated", java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(number / issues.size())
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx")));
        ObjectNode event = JSON.createObjectNode().put("timestamp", System.currentTimeMillis())
                .put("webhookEvent", "jira:issue_updated").put("issue_event_type_name", "issue_generic");
        event.set("issue", issue);
        byte[] body = JSON.writeValueAsBytes(event);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(secret);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-Atlassian-Webhook-Identifier", "bench-" + System.nanoTime() + "-" + number)
                .header("X-Hub-Signature", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long asked = System.nanoTime();
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202) {
            answered.add((System.nanoTime() - asked) / 1_000_000);
        } else {
            refused.incrementAndGet();
        }
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
