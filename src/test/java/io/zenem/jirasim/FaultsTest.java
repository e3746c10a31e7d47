package io.zenem.jirasim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {
    private static DemoServer server;
    private static JiraClient jira;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(20));
        jira = JiraClient.member(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsWhatItWasAsked() throws IOException {
        jira.get("/rest/api/3/myself");
        JsonNode requests = jira.read("/demo/requests");
        assertThat(requests.at("/byEndpoint/GET ~1rest~1api~1:v~1myself").asInt())
                .as(requests.toString())
                .isPositive();
        assertThat(requests.at("/last/0/at").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS,429",
        "TOO_MANY_REQUESTS_WITHOUT_RETRY_AFTER,429",
        "QUOTA_SPENT,429",
        "SERVER_ERROR,500",
        "BAD_GATEWAY,502",
        "UNAVAILABLE,503",
        "HTML_PAGE,200",
        "PAGE_UNAVAILABLE,404",
        "UNAUTHORIZED,401"
    })
    void failsAsOftenAsAskedAndHeals(Failure failure, int status) throws IOException {
        server.site().faults().next(failure, 1);
        HttpResponse<String> answer = jira.get("/rest/api/3/myself");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(Set.of(Failure.TOO_MANY_REQUESTS, Failure.QUOTA_SPENT, Failure.UNAVAILABLE)
                        .contains(failure));
        assertThat(jira.get("/rest/api/3/myself").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"RESET", "TRUNCATED"})
    void breaksTheConnection(Failure failure) {
        server.site().faults().onlyPaths("/search").next(failure, 1);
        // a POST, since Java's client repeats a GET by itself
        assertThatThrownBy(() -> jira.search("project = ABC")).isInstanceOf(IOException.class);
        server.site().faults().clear();
    }

    @Test
    void controlApiSetsFaultsAndNamesWrongOnes() throws IOException {
        assertThat(jira.send("PUT", "/demo/faults", Optional.of(JiraClient.json("{\"next\":{\"SERVER_ERROR\":1}}")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(jira.get("/rest/api/3/myself").statusCode()).isEqualTo(500);
        HttpResponse<String> wrong =
                jira.send("PUT", "/demo/faults", Optional.of(JiraClient.json("{\"nonsense\":true}")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("nonsense").contains("retryAfterSeconds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'latencyMs': 5, 'next': {'NOPE': 1}} | UNAVAILABLE",
                "{'latencyMs': 5, 'switches': {'DEAD_TOKEN': 'yes'}} | true or false",
                "{'latencyMs': 5, 'probability': {'UNAVAILABLE': 7}} | from 0 to 1",
                "{'latencyMs': 5, 'retryAfterSeconds': 'x'} | whole numbers"
            })
    void wrongFaultsChangeNothingAndSayWhatIsRight(String body, String message) throws IOException {
        HttpResponse<String> wrong =
                jira.send("PUT", "/demo/faults", Optional.of(JiraClient.json(body.replace('\'', '"'))));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains(message);
        assertThat(server.site().faults().latency()).isZero();
    }

    @Test
    void healingMakesEverythingAsAtFirst() throws IOException {
        String atFirst = jira.get("/demo/faults").body();
        String faults = "{\"latencyMs\":1,\"retryAfterSeconds\":9,\"webhookDelayMs\":9,\"webhookRetryDelayMs\":9}";
        jira.send("PUT", "/demo/faults", Optional.of(JiraClient.json(faults)));
        assertThat(jira.get("/demo/faults").body()).isNotEqualTo(atFirst);
        jira.send("DELETE", "/demo/faults", Optional.empty());
        assertThat(jira.get("/demo/faults").body()).isEqualTo(atFirst);
    }

    @Test
    void theHelpNamesEveryFault() throws IOException {
        String help = jira.get("/demo").body();
        for (Enum<?>[] kind :
                new Enum<?>[][] {Failure.values(), DemoFaults.Switch.values(), DemoFaults.Delivery.values()}) {
            assertThat(kind).allMatch(fault -> help.contains(fault.name()));
        }
    }

    @Test
    void slowBodyArrivesWhole() throws IOException {
        server.site().faults().next(Failure.SLOW_BODY, 1);
        assertThat(jira.read("/rest/api/3/myself").path("accountType").asText()).isEqualTo("atlassian");
    }

    @Test
    void latencyDelaysEveryAnswer() throws IOException {
        server.site().faults().latency(Duration.ofMillis(150));
        long began = System.nanoTime();
        jira.get("/rest/api/3/myself");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(140));
        server.site().faults().latency(Duration.ZERO);
    }

    @Test
    void countsRequestsByEndpoint() throws IOException {
        server.site().forgetRequests();
        jira.get("/rest/api/3/project/ABC/versions");
        jira.get("/rest/api/3/project/XYZ/versions");
        jira.get("/demo/state");
        DemoRequests requests = server.site().requests();
        assertThat(requests.to("GET /rest/api/:v/project/:project/versions")).isEqualTo(2);
        assertThat(requests.total()).isEqualTo(2);
        assertThat(requests.last().get(1).path()).isEqualTo("/rest/api/3/project/XYZ/versions");
    }
}
