package io.zenem.jira.routes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an operator's Prometheus gets, and that what dashboard and alerts name is there. */
@QuarkusTest
class MetricsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path OPERATING = Path.of("docs", "operating");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern METRIC = Pattern.compile("\\b(?:zenem_jira|jvm|process|agroal)_[a-z0-9_]+");

    @Test
    void aDeliveryIsCountedAtTheDoorAndWhenItIsApplied() throws Exception {
        try (Site site = Site.live(20)) {
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("counted"));
            site.awaitWebhooks();
            await().untilAsserted(() -> assertThat(lines(site.id))
                    .anyMatch(line -> line.startsWith("zenem_jira_deliveries_total") && line.contains("status=\"202\""))
                    .anyMatch(line -> line.startsWith("zenem_jira_deliveries_finished_total")
                            && line.contains("outcome=\"applied\""))
                    .anyMatch(line -> line.matches("zenem_jira_inbox_depth.* 0\\.0")));
        }
    }

    @Test
    void whatStrangersCallTheirConnectorsBecomesNoLabel() throws Exception {
        Service.call("POST", "/webhooks/jira/made-up-by-a-stranger", "{}", null).is(401);
        assertThat(lines("made-up")).isEmpty();
        assertThat(lines("status=\"401\"")).anyMatch(line -> line.contains("connector=\"-\""));
    }

    @Test
    void noLabelNamesAnIssueOrAPerson() throws Exception {
        try (Site site = Site.live(20)) {
            await().until(() -> !lines("zenem_jira_jobs{connector=\"" + site.id).isEmpty());
            assertThat(lines("zenem_jira_")).noneMatch(line -> line.matches(".*(ABC|XYZ)-\\d.*|.*@.*"));
        }
    }

    @Test
    void aConnectorThatIsGoneIsShownNoMore() throws Exception {
        try (Site site = Site.bare(10)) {
            await().until(() ->
                    !lines("zenem_jira_inbox_depth{connector=\"" + site.id).isEmpty());
            site.call("DELETE", "?data=purge");
            await().until(() ->
                    lines("zenem_jira_inbox_depth{connector=\"" + site.id).isEmpty());
        }
    }

    @Test
    void dashboardAndAlertsNameOnlyWhatIsThere() throws Exception {
        try (Site site = Site.live(20)) {
            everythingThatMayHappenTo(site);
            Set<String> named = new TreeSet<>();
            Object alerts = new Load(LoadSettings.builder().build()).loadFromString(text("alerts.yaml"));
            named.addAll(names(JSON.valueToTree(alerts)));
            named.addAll(names(JSON.readTree(text("dashboard.json"))));
            assertThat(named).hasSizeGreaterThan(25);
            await().untilAsserted(() -> assertThat(metrics()).containsAll(named));
        }
    }

    @Test
    void everyAlertIsTriedWithPromtool() throws Exception {
        // deploy/check-alerts.sh runs it
        String tried = text("alerts-test.yaml");
        assertThat(Pattern.compile("alert: (\\w+)").matcher(text("alerts.yaml")).results())
                .extracting(name -> name.group(1))
                .hasSizeGreaterThan(10)
                .allMatch(tried::contains);
    }

    /** What some of the metrics need to be there at all. */
    private static void everythingThatMayHappenTo(Site site) throws Exception {
        site.jira().faults().next(DemoFaults.Failure.TOO_MANY_REQUESTS, 1);
        site.reconcile("{}");
        site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("counted"));
        site.awaitWebhooks();
        Rows.change(
                "update jira.connector set auth_public = auth_public || '{\"expiresAt\": \"2030-01-01T00:00:00\"}' where id = ?",
                site.id);
        Rows.change(
                "insert into jira.dead_letter (connector_id, entity, jira_id, reason) values (?, 'story', '-1', 'no')",
                site.id);
        Rows.change(
                "insert into jira.rate_limit (connector_id, kind, remaining, seen_at) values (?, 'quota', 5, now()) on conflict do nothing",
                site.id);
    }

    private static String text(String file) throws IOException {
        return Files.readString(OPERATING.resolve(file));
    }

    private static Set<String> names(JsonNode file) {
        return Stream.of("expr", "query")
                .flatMap(key -> file.findValuesAsText(key).stream())
                .flatMap(text ->
                        METRIC.matcher(QUOTED.matcher(text).replaceAll("")).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> metrics() throws IOException, InterruptedException {
        return lines("").stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<String> lines(String text) throws IOException, InterruptedException {
        HttpRequest scrape =
                HttpRequest.newBuilder(URI.create(Service.url() + "/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(scrape, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.contains(text))
                .toList();
    }
}
