package io.zenem.jira.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever admins do, and whatever they wait for, deliveries are answered. */
@QuarkusTest
class BusyAdminsTest {
    private static final int MORE_THAN_ALL_WORKERS = 260;

    @Inject
    AgroalDataSource database;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void manyProbesOfAJiraThatHangHoldUpNoDelivery() {
        try (Site site = Deliveries.site();
                Site other = Deliveries.site()) {
            site.jira().faults().latency(Duration.ofSeconds(8));
            List<CompletableFuture<HttpResponse<String>>> probes = ask(site, "/health?probe=true");
            accepted(other);
            accepted(site);
            other.get("/health?probe=true").is(200);
            List<HttpResponse<String>> answers =
                    probes.stream().map(CompletableFuture::join).toList();
            site.jira().faults().clear();
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 503);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 503)
                    .hasSizeGreaterThan(200)
                    .allSatisfy(answer -> assertThat(answer.body()).contains("RUNTIME_ERROR", "wait for this Jira"));
            site.get("/health?probe=true").is(200);
        }
    }

    @Test
    void manyReadsThatWaitForTheDatabaseHoldUpNoDelivery() throws SQLException {
        try (Site site = Deliveries.site()) {
            List<CompletableFuture<HttpResponse<String>>> reads;
            try (Connection connection = database.getConnection();
                    Statement lock = connection.createStatement()) {
                connection.setAutoCommit(false);
                lock.execute("lock table jira.item in access exclusive mode");
                reads = ask(site, "/stories");
                accepted(site);
                connection.rollback();
            }
            reads.forEach(CompletableFuture::join);
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> ask(Site site, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Service.url() + "/admin/connectors/" + site.id + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + Service.token("connector-viewer"))
                .build();
        return IntStream.range(0, MORE_THAN_ALL_WORKERS)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString()))
                .toList();
    }

    /** Sent at a moment when whoever hangs has hung for a while. */
    private static void accepted(Site site) {
        for (int i = 0; i < 20; i++) {
            byte[] body = ("{\"webhookEvent\": \"n" + i + "\"}").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            long begun = System.nanoTime();
            Deliveries.signed(site, body).is(202);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }
}
