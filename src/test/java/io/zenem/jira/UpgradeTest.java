package io.zenem.jira;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A copy that was made by the first schema is there, and is read as this version reads it, after all migrations since. */
class UpgradeTest {
    private static final String FIRST_SCHEMA = "7";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void fillTheFirstSchemaAndUpgrade() throws SQLException, IOException {
        server = EmbeddedPostgres.start();
        // without its functions and views: those of today may need what came later
        migrate(FIRST_SCHEMA, "none");
        change(
                """
                insert into jira.connector (id, name, base_url, auth_type, auth_public, credentials)
                values ('c', 'C', 'https://c.example', 'basic', '{}', '\\x00');
                insert into jira.jira_user (connector_id, account_id, display_name, active, account_type, observed_at)
                values ('c', 'ada', 'Ada', true, 'atlassian', now());
                insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, updated, observed_at, mapping_version, source, last_sync)
                values ('c', 1, 'project', 'C-1', 1, 'Epic', '{"name": "One"}', now(), now(), 'map_v1', '{}', now()),
                    ('c', 2, 'story', 'C-2', 1, 'Story', '{"title": "Two", "assignee": {"accountId": "ada"}, "parent": {"jiraId": "1"}}', now(), now(), 'map_v1', '{}', now());
                insert into jira.release (connector_id, jira_id, project_id, project_key, name, released, archived, observed_at, mapping_version, source, last_sync)
                values ('c', 3, 1, 'C', '3.0', false, false, now(), 'map_v1', '{}', now());
                insert into jira.sprint (connector_id, jira_id, board_id, name, state, observed_at, mapping_version, source, last_sync)
                values ('c', 4, 1, 'Four', 'closed', now(), 'map_v1', '{}', now());
                insert into jira.job (connector_id, id, kind, number, trigger, request, status, stage, requests, context)
                values ('c', 'recon_001', 'reconcile', 1, 'admin', '{}', 'RUNNING', 'suspects', '{"issues": 3, "suspects": 2}', '{"incomplete": [{"told": {"entity": "sprint"}}, {"told": {"entity": "version"}}]}'),
                    ('c', 'recon_002', 'reconcile', 2, 'admin', '{}', 'RUNNING', 'orphans', '{"orphans": 1}', '{"incomplete": []}'),
                    ('c', 'replay_001', 'replay', 1, 'admin', '{}', 'RUNNING', 'letters', '{}', '{}'),
                    ('c', 'replay_002', 'replay', 2, 'admin', '{}', 'RUNNING', 'letters-end', '{}', '{}'),
                    ('c', 'replay_003', 'replay', 3, 'admin', '{}', 'RUNNING', 'letters-others', '{}', '{}'),
                    ('c', 'backfill_001', 'backfill', 1, 'first', '{}', 'RUNNING', 'issues', '{"issues": 4}', '{}');
                insert into jira.suspect (connector_id, job_id, jira_id, reason) values ('c', 'recon_001', 1, 'orphan');
                """);
        migrate("latest", "R");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void theViewsShowWhatWasThere() throws SQLException {
        assertThat(text("select name from zenem.projects")).isEqualTo("One");
        assertThat(
                        text(
                                "select title || (assignee ->> 'displayName') || ' below ' || (parent ->> 'jiraKey') from zenem.stories"))
                .isEqualTo("TwoAda below C-1");
        assertThat(
                        text(
                                "select r.name || s.name || u.display_name from zenem.releases r, zenem.sprints s, zenem.users u"))
                .isEqualTo("3.0FourAda");
    }

    @Test
    void jobsGoOnWhereTheyWere() throws SQLException {
        assertThat(text("select string_agg(stage, ' ' order by id) from jira.job"))
                .isEqualTo("issues check children dead-letters dead-letters-gone dead-dimensions");
        assertThat(text("select string_agg(requests::text, ' ' order by id) from jira.job where requests <> '{}'"))
                .isEqualTo("{\"issues\": 4} {\"check\": 2, \"issues\": 3} {\"children\": 1}");
        assertThat(text("select context -> 'incomplete' from jira.job where id = 'recon_001'"))
                .isEqualTo("[{\"shown\": {\"entity\": \"sprint\"}}, {\"shown\": {\"entity\": \"version\"}}]");
        assertThat(text("select job_id || jira_id || reason from jira.to_check"))
                .isEqualTo("recon_0011child");
    }

    @Test
    void functionsOfAnEarlierVersionAreReplaced() throws SQLException {
        change(
                "create or replace function jira.sprint_json(s jira.sprint) returns json language sql return '{}'::json");
        change("update public.flyway_schema_history set checksum = 0 where version is null");
        migrate("latest", "R");
        assertThat(text("select jira.sprint_json(s) from jira.sprint s")).contains("\"name\" : \"Four\"");
    }

    @Test
    void anotherStartChangesNothing() {
        assertThat(migrate("latest", "R")).isZero();
    }

    @Test
    void thisVersionStartsOnTheSchemaOfALaterOne(@TempDir Path later) throws IOException {
        Files.writeString(later.resolve("V999__later.sql"), "alter table jira.connector add column later text");
        assertThat(migrate("latest", "R", "classpath:db/migration", "filesystem:" + later))
                .isEqualTo(1);
        assertThat(migrate("latest", "R")).isZero();
    }

    private static int migrate(String target, String prefixOfRepeatables) {
        return migrate(target, prefixOfRepeatables, "classpath:db/migration");
    }

    private static int migrate(String target, String prefixOfRepeatables, String... locations) {
        return Flyway.configure()
                .locations(locations)
                .dataSource(url(), "postgres", "")
                .schemas("public")
                .target(target)
                .repeatableSqlMigrationPrefix(prefixOfRepeatables)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }
}
