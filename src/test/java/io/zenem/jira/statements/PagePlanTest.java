package io.zenem.jira.statements;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A page of a copy of 100,000 issues costs what a page of a small one does, also before anybody has counted them. */
@QuarkusTest
class PagePlanTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PARAMETER = Pattern.compile(":#\\$\\{([^}]*)}");
    private static final int PAGE = 100;
    /** More than two rows for each issue of the page are rows of others. */
    private static final long MOST = 2 * PAGE;

    @Test
    void aPageLooksAtItsOwnIssuesWhateverTheStatisticsSay() throws SQLException, IOException {
        try (Connection own = Rows.connection()) {
            own.setAutoCommit(false);
            fill(own);
            for (String statement : List.of("lock", "compare", "users", "upsert", "parents", "name")) {
                assertThat(mostRows(own, statement)).as(statement).isBetween(1L, MOST);
            }
            own.rollback();
        }
    }

    @Test
    void thePeopleOfAConnectorThatNobodyHasCountedAreLookedUpByTheKey() throws SQLException, IOException {
        try (Connection own = Rows.connection()) {
            own.setAutoCommit(false);
            fill(own);
            Rows.change(own, "analyze jira.jira_user");
            Rows.change(
                    own,
                    "insert into jira.connector (id, name, base_url, auth_type, auth_public) select 'new', name, base_url, auth_type, auth_public from jira.connector where id = 'plan'");
            Rows.change(
                    own,
                    """
                    insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at)
                    select 'new', account_id, display_name, active, account_type, observed_at from jira.jira_user where connector_id = 'plan'
                    """);
            JsonNode plan = plan(own, statement("users").replace("'plan'", "'new'"));
            assertThat(plan.findValuesAsText("Index Name")).containsOnly("jira_user_pkey");
            own.rollback();
        }
    }

    private static void fill(Connection own) throws SQLException {
        // nobody counts what is never committed
        Rows.change(own, "alter table jira.item disable trigger user");
        Rows.change(
                own,
                "insert into jira.connector (id, name, base_url, auth_type, auth_public) values ('plan', 'Plan', 'http://127.0.0.1:9', 'basic', '{}')");
        Rows.change(
                own,
                """
                insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, refs, updated, observed_at,
                    mapping_version, source, last_sync)
                select 'plan', n, 'story', 'ABC-' || n, 1, 'Story',
                    jsonb_build_object('title', n, 'parent', jsonb_build_object('jiraId', (n / 20)::text, 'jiraKey', 'ABC-' || n / 20)),
                    '{}', now(), now(), 'map_v1', '{}', now()
                from generate_series(1, 100000) n
                """);
        Rows.change(
                own,
                "insert into jira.tombstone select 'plan', n, now(), now(), 'deleted', 'a test' from generate_series(200000, 220000) n");
        Rows.change(
                own,
                """
                insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at, source, mapping_version)
                select 'plan', 'acc-' || n, 'Somebody', true, 'atlassian', now(), '{}', 'map_v1' from generate_series(1, 20000) n
                """);
        Rows.change(
                own,
                "insert into jira.label (connector_id, ref, text) select 'plan', 'option:' || n, 'Some' from generate_series(1, 20000) n");
    }

    /** The most rows that a look at a table brought, or threw away. */
    private static long mostRows(Connection own, String file) throws SQLException, IOException {
        return plan(own, statement(file)).findParents("Actual Rows").stream()
                .filter(node -> node.path("Node Type").asText().contains("Scan"))
                .mapToLong(node -> Math.round((node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble())
                        * node.path("Actual Loops").asDouble()))
                .max()
                .orElseThrow();
    }

    private static JsonNode plan(Connection own, String sql) throws SQLException, IOException {
        try (var statement = own.createStatement();
                var rows = statement.executeQuery("explain (analyze, format json) " + sql)) {
            rows.next();
            return JSON.readTree(rows.getString(1));
        }
    }

    private static String statement(String file) throws IOException {
        try (InputStream sql = PagePlanTest.class.getResourceAsStream("/sql/page/" + file + ".sql")) {
            return PARAMETER
                    .matcher(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll(found -> "'" + value(found) + "'");
        }
    }

    private static String value(MatchResult parameter) {
        return Map.of(
                        "variable.page.connectorId", "plan",
                        "variable.page.observedAt", "2030-01-01T00:00:00Z",
                        "variable.page.read", "true",
                        "variable.page.mappingVersion", "map_v2",
                        "variable.page.ids", ids().mapToObj(String::valueOf).collect(Collectors.joining(",")),
                        "variable.page.rows", items(),
                        "variable.kept.rows", items(),
                        "variable.kept.parents", items(),
                        "variable.page.users.toString",
                                list(n ->
                                        "{\"accountId\": \"acc-%d\", \"displayName\": \"Another\", \"active\": true, \"accountType\": \"atlassian\", \"observedAt\": \"2030-01-01T00:00:00Z\", \"source\": {}}"
                                                .formatted(n)),
                        "variable.page.references.toString",
                                list(n -> "{\"ref\": \"option:%d\", \"shown\": \"Some\"}".formatted(n)))
                .get(parameter.group(1));
    }

    private static String items() {
        return list(n ->
                """
                        {"jiraId": %d, "jiraKey": "ABC-%d", "entity": "story", "projectId": 1, "issueType": "Story", "moved": false,
                         "updated": "2030-01-01T00:00:00Z", "observedAt": "2030-01-01T00:00:00Z", "fields": {}, "refs": [], "source": {}}"""
                        .formatted(n, n));
    }

    private static String list(IntFunction<String> row) {
        return ids().mapToObj(row).collect(Collectors.joining(",", "[", "]"));
    }

    private static IntStream ids() {
        return IntStream.range(5000, 5000 + PAGE);
    }
}
