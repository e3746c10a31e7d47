package io.zenem.jira.security;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody knows the address of a webhook and not its secret. */
@QuarkusTest
class FloodTest {
    private static final int DELIVERIES = 2_000;
    private static final int CONNECTIONS = 8;

    @Test
    void thousandsOfWrongSignaturesStoreNothingAndHoldNobodyUp() throws SQLException {
        try (Site site = Deliveries.site()) {
            Map<String, Integer> before = Everything.counts();
            List<CompletableFuture<Void>> flood = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> wrong(
                            HttpClient.newBuilder().version(Version.HTTP_1_1).build(), site, DELIVERIES / CONNECTIONS))
                    .toList();
            Deliveries.signed(site, "{\"webhookEvent\": \"a right one\"}").is(202);
            site.get("").is(200);
            flood.forEach(CompletableFuture::join);
            await().until(() ->
                    site.get("/webhooks/status").json().path("rejected24h").asInt() == DELIVERIES);
            Map<String, Integer> after = Everything.counts();
            assertThat(after.get("jira.delivery")).isEqualTo(before.get("jira.delivery") + 1);
            // one tally a minute, and what the service does at its leisure with the site's first copy
            assertThat(sum(after)).isLessThan(sum(before) + 100);
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One after the other on one connection. */
    private static CompletableFuture<Void> wrong(HttpClient client, Site site, int left) {
        if (left == 0) {
            return CompletableFuture.completedFuture(null);
        }
        byte[] body =
                ("{\"webhookEvent\": \"jira:issue_updated\", \"n\": " + left + "}").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = Deliveries.request(site, body, "sha256=" + "0".repeat(64));
        return client.sendAsync(request, BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode)
                .thenCompose(status -> {
                    assertThat(status).isEqualTo(401);
                    return wrong(client, site, left - 1);
                });
    }
}
