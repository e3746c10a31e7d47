package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** GET /fields: what the site's fields hold, what they are mapped to, and what it costs. */
@QuarkusTest
class FieldDiscoveryTest {
    private static final String ASKED =
            "/fields?includeSamples=true&projects=ABC,XYZ&issueTypes=Epic,Story&sampleCount=5";

    @Inject
    DataSource database;

    @Test
    void aFieldHasTheContractsForm() {
        try (Site site = Site.copied(200)) {
            JsonNode points = field(site.get(ASKED), "customfield_10026");
            assertThat(points.path("key").asText()).isEqualTo("customfield_10026");
            assertThat(points.path("name").asText()).isEqualTo("Story Points");
            assertThat(points.path("schema").path("type").asText()).isEqualTo("number");
            assertThat(points.path("alias").asText()).isEqualTo("storyPoints");
            assertThat(texts(points.path("samples")))
                    .hasSizeBetween(3, 5)
                    .doesNotHaveDuplicates()
                    .isSubsetOf("0.5", "1", "2", "3", "5", "8", "13");
            assertThat(points.path("usageInSample").asInt()).isBetween(3, 100);
        }
    }

    @Test
    void everyFieldIsThereAndThoseNeverUsedComeLast() {
        try (Site site = Site.copied(150)) {
            JsonNode fields = site.get(ASKED).json();
            assertThat(fields.findValuesAsText("id")).contains("summary", "issuekey", "security", "customfield_10044");
            List<Boolean> used = StreamSupport.stream(fields.spliterator(), false)
                    .map(field -> field.path("usageInSample").asInt() > 0)
                    .toList();
            assertThat(used.lastIndexOf(true)).isEqualTo(used.indexOf(false) - 1);
        }
    }

    @Test
    void everyIssueOfASmallSiteCounts() {
        try (Site site = Site.bare(60)) {
            long withLabels = site.jira().issues(0, Integer.MAX_VALUE).stream()
                    .filter(issue -> !issue.path("fields").path("labels").isEmpty())
                    .count();
            JsonNode labels = field(site.get("/fields?includeSamples=true&projects=ABC,XYZ,TEAM"), "labels");
            assertThat(labels.path("usageInSample").asLong()).isEqualTo(withLabels);
            assertThat(labels.path("sampledIssues").asInt())
                    .isEqualTo(site.jira().issueCount());
        }
    }

    @Test
    void eachTypeIsWrittenAsAPersonReadsIt() {
        try (Site site = Site.bare(20)) {
            site.jira()
                    .editIssue(
                            site.someKey("ABC", "Story"),
                            Map.of(
                                    "customfield_10032",
                                    Site.parse("{\"value\": \"Europe\", \"child\": {\"value\": \"Spain\"}}"),
                                    "customfield_10001",
                                    Site.parse("{\"id\": \"t-1\", \"name\": \"Platform team\"}"),
                                    "customfield_10050",
                                    Site.parse("{\"requestType\": {\"id\": \"7\", \"name\": \"Get a laptop\"}}"),
                                    "customfield_10051",
                                    Site.parse("[{\"id\": \"1\", \"name\": \"CAB\", \"finalDecision\": \"approved\"}]"),
                                    "customfield_10037",
                                    Site.parse(
                                            "{\"type\": \"doc\", \"version\": 1, \"content\": [{\"type\": \"paragraph\", \"content\": [{\"type\": \"text\", \"text\": \"It works\"}]}]}"),
                                    "customfield_10036",
                                    Site.parse("\"2026-03-01T10:00:00Z\"")));
            Service.Answer fields = site.get("/fields?includeSamples=true&projects=ABC&sampleCount=20");
            assertThat(samples(fields, "customfield_10032")).contains("Europe - Spain");
            assertThat(samples(fields, "customfield_10001")).containsExactly("Platform team");
            assertThat(samples(fields, "customfield_10050")).containsExactly("Get a laptop");
            assertThat(samples(fields, "customfield_10051")).containsExactly("CAB: approved");
            assertThat(samples(fields, "customfield_10037")).contains("It works");
            assertThat(samples(fields, "customfield_10036")).contains("2026-03-01T10:00:00");
            assertThat(samples(fields, "status")).isSubsetOf(statuses());
            assertThat(samples(fields, "watches")).containsExactly("1");
            assertThat(samples(fields, "customfield_10000")).isEmpty();
        }
    }

    private static Set<String> statuses() {
        return Set.of("To Do", "In Progress", "In Review", "Blocked ⛔", "Waiting for \"QA\"", "Done", "Won't Do");
    }

    @Test
    void aFewRequestsSufficeAndThenNone() {
        try (Site site = Site.copied(200)) {
            site.jira().forgetRequests();
            JsonNode first = site.get(ASKED).json();
            assertThat(site.jira().requests().total()).isBetween(2L, 5L);
            assertThat(site.jira().requests().to("GET /rest/api/:v/field")).isEqualTo(1);
            site.jira().forgetRequests();
            assertThat(site.get(ASKED).json()).isEqualTo(first);
            assertThat(site.jira().requests().total()).isZero();
            assertThat(site.get("/fields").json()).hasSameSizeAs(first);
            assertThat(site.get("/fields").json().get(0).has("samples")).isFalse();
            assertThat(site.jira().requests().total()).isEqualTo(1);
        }
    }

    @Test
    void rareTypesAreSeenAmongManyIssues() {
        try (Site site = Site.copied(600)) {
            assertThat(samples(site.get("/fields?includeSamples=true"), "issuetype"))
                    .contains("Epic", "Story");
            assertThat(samples(site.get("/fields?includeSamples=true"), "customfield_10011"))
                    .hasSizeBetween(3, 5);
        }
    }

    @Test
    void whatOnlyOlderIssuesHaveIsFoundInFiveRequests() {
        try (Site site = Site.copied(300)) {
            List<String> keys = site.jira().issues(0, Integer.MAX_VALUE).stream()
                    .filter(issue -> Set.of("Story", "Bug", "Task")
                            .contains(issue.at("/fields/issuetype/name").asText()))
                    .map(issue -> issue.path("key").asText())
                    .filter(key -> !key.startsWith("TEAM-"))
                    .toList();
            assertThat(keys).hasSizeGreaterThan(150);
            for (int i = 0; i < keys.size(); i++) {
                site.jira()
                        .editIssue(
                                keys.get(i),
                                i < 6
                                        ? Map.of("customfield_10045", TextNode.valueOf("code " + i))
                                        : Site.summary("newer than those"));
            }
            site.jira().forgetRequests();
            JsonNode code = field(
                    site.get("/fields?includeSamples=true&projects=ABC,XYZ&issueTypes=Story,Bug,Task,Epic"),
                    "customfield_10045");
            assertThat(site.jira().requests().total()).isLessThanOrEqualTo(5);
            assertThat(texts(code.path("samples"))).hasSize(5).allMatch(text -> text.startsWith("code "));
            assertThat(code.path("usageInSample").asInt())
                    .isBetween(5, code.path("sampledIssues").asInt());
        }
    }

    @Test
    void anAliasIsNeverStale() {
        try (Site site = Site.copied(60)) {
            assertThat(alias(site, "customfield_10040")).isEqualTo("null");
            assertThat(alias(site, "summary")).isEqualTo("name, title");
            site.mapping(
                    """
                    {"versionName": "v2", "projects": {"name": {"fieldId": "customfield_10011"}},
                     "stories": {"title": {"fieldId": "summary"}, "attributes.effort": {"fieldId": "customfield_10040"}}}
                    """);
            assertThat(alias(site, "customfield_10040")).isEqualTo("attributes.effort");
            assertThat(alias(site, "summary")).isEqualTo("title");
            assertThat(alias(site, "customfield_10026")).isEqualTo("null");
        }
    }

    @Test
    void aSavedScopeIsAskedAnew() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            assertThat(samples(site.get("/fields?includeSamples=true"), "project"))
                    .containsExactly("Alphabet");
            site.scope("{\"projects\": [\"TEAM\"], \"issueTypes\": [\"Story\"], \"jql\": \"labels = zenem\"}");
            Service.Answer fields = site.get("/fields?includeSamples=true");
            assertThat(samples(fields, "project")).containsExactly("Team space 🚀");
            assertThat(samples(fields, "issuetype")).containsExactly("Story");
            JsonNode labels = field(fields, "labels");
            assertThat(labels.path("usageInSample")).isEqualTo(labels.path("sampledIssues"));
        }
    }

    @Test
    void samplesAreForgottenWhenTheirTimeIsOver() throws SQLException {
        try (Site site = Site.copied(40)) {
            site.get(ASKED);
            assertThat(remembered(site)).isEqualTo(1);
            execute("update jira.field_sample set expires_at = now() where connector_id = '" + site.id + "'");
            await().atMost(Duration.ofSeconds(20)).until(() -> remembered(site) == 0);
            site.jira().forgetRequests();
            site.get(ASKED);
            assertThat(site.jira().requests().total()).isPositive();
        }
    }

    @Test
    void onlySoManyListsAreRemembered() throws SQLException {
        try (Site site = Site.copied(20)) {
            for (int count = 1; count <= 20; count++) {
                site.get("/fields?includeSamples=true&projects=ABC&sampleCount=" + count);
                site.get("/fields?includeSamples=true&projects=XYZ&sampleCount=" + count);
            }
            assertThat(remembered(site)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "includeSamples=yes",
                "includeSamples=TRUE",
                "includeSamples=true&sampleCount=0",
                "includeSamples=true&sampleCount=21",
                "includeSamples=true&sampleCount=five",
                "sampleCount=-1",
                "includeSamples=true&projects=ABC,,XYZ",
                "includeSamples=true&projects=,",
                "includeSamples=true&issueTypes=,Epic",
                "includeSamples=true&projects=ABC&projects=XYZ",
                "includeSamples=true&projects=%00",
                "includeSamples=true&projects=A%22)%20or%20(project%20is%20not%20empty"
            })
    void whatCannotBeMeantIsRefused(String query) {
        try (Site site = Site.copied(10)) {
            assertError(site.get("/fields?" + query), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void unknownNamesAreNamed(String samples) {
        try (Site site = Site.copied(10)) {
            Service.Answer answer = site.get(
                    "/fields?includeSamples=" + samples + "&projects=ABC,NOPE,null,TEAM&issueTypes=Story,Saga");
            assertError(answer, 400);
            assertThat(answer.json().path("message").asText())
                    .contains("NOPE", "null", "Saga", "projects", "issueTypes")
                    .doesNotContain("Story")
                    .doesNotContain("TEAM");
        }
    }

    @Test
    void beforeThereIsAScopeProjectsHaveToBeNamed() {
        try (Site site = Site.bare(30)) {
            Service.Answer refused = site.get("/fields?includeSamples=true");
            assertError(refused, 409);
            assertThat(refused.json().path("message").asText()).contains("PUT …/scope");
            assertThat(site.get("/fields?includeSamples=true&projects=TEAM").status())
                    .isEqualTo(200);
            JsonNode plain = site.get("/fields").json();
            assertThat(plain.get(0).path("alias").isNull()).isTrue();
            assertThat(plain.get(0).has("samples")).isFalse();
        }
    }

    @Test
    void aViewerMayLook() {
        try (Site site = Site.copied(10)) {
            String path = "/admin/connectors/" + site.id + "/fields?includeSamples=true";
            assertThat(Service.call("GET", path, null, Service.token("connector-viewer"))
                            .status())
                    .isEqualTo(200);
            assertThat(Service.call("GET", path, null, null).status()).isEqualTo(401);
            assertThat(Service.call("GET", path, null, Service.token("nobody")).status())
                    .isEqualTo(403);
        }
        assertError(Service.get("/admin/connectors/nobody/fields"), 404);
    }

    @Test
    void aJiraThatRefusesIsABadGateway() {
        try (Site site = Site.copied(10)) {
            site.jira().faults().turn(Switch.DEAD_TOKEN, true);
            Service.Answer answer = site.get("/fields?includeSamples=true");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().path("error").asText()).isEqualTo("RUNTIME_ERROR");
        }
    }

    private static String alias(Site site, String id) {
        return field(site.get(ASKED), id).path("alias").asText();
    }

    private static List<String> samples(Service.Answer fields, String id) {
        return texts(field(fields, id).path("samples"));
    }

    private static JsonNode field(Service.Answer fields, String id) {
        assertThat(fields.status()).as(fields.json().toString()).isEqualTo(200);
        return StreamSupport.stream(fields.json().spliterator(), false)
                .filter(field -> field.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void assertError(Service.Answer answer, int status) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo("INVALID_ARGUMENT");
    }

    private int remembered(Site site) throws SQLException {
        try (Connection connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from jira.field_sample where connector_id = '" + site.id + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().executeUpdate(statement);
        }
    }
}
