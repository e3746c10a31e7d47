package io.zenem.jira.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The files below docs/examples/routes, as somebody would copy them. */
@QuarkusTest
class ExampleRoutesTest {
    @Test
    void aChangeIsPostedAsJsonWithAKeyOfItsOwn() throws Exception {
        try (Site site = Site.copied(20);
                Sink sink = new Sink()) {
            change(site);
            await().until(() -> !sink.taken(site).isEmpty());
            JsonNode change = sink.taken(site).get(0);
            Headers headers = sink.headers().get(0);
            assertThat(change.path("item").path("jiraKey").asText()).startsWith("ABC-");
            assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(headers.getFirst("Idempotency-Key"))
                    .isEqualTo(site.id + "-" + change.path("changeId").asText());
        }
    }

    @Test
    void aChangeIsWrittenIntoAFile(@TempDir Path files) throws Exception {
        System.setProperty("changes.sink.folder", files.toString());
        try (Site site = Site.copied(20);
                RoutesFolder folder = new RoutesFolder()) {
            folder.example("file");
            change(site);
            await().until(() -> files.toFile().list((dir, name) -> name.startsWith(site.id)).length == 1);
            Path file = files.resolve(files.toFile().list()[0]);
            assertThat(Site.parse(Files.readString(file)).path("connectorId").asText())
                    .isEqualTo(site.id);
        } finally {
            System.clearProperty("changes.sink.folder");
        }
    }

    @Test
    void aChangeIsInsertedIntoATable() throws Exception {
        Rows.change(
                "create table public.changes (connector_id text, change_id bigint, entity text, entity_id text, change jsonb,"
                        + " primary key (connector_id, change_id))");
        try (Site site = Site.copied(20);
                RoutesFolder folder = new RoutesFolder()) {
            folder.example("sql");
            change(site);
            await().until(() -> Rows.count("select count(*) from public.changes where connector_id = ?", site.id) == 1);
            assertThat(Rows.text(
                            "select change ->> 'jiraId' = entity_id from public.changes where connector_id = ?",
                            site.id))
                    .isEqualTo("t");
        } finally {
            Rows.change("drop table public.changes");
        }
    }

    private static void change(Site site) throws SQLException {
        await().until(() -> Rows.count("select count(*) from jira.entity_change where connector_id = ?", site.id) == 0);
        Rows.change(
                "insert into jira.entity_change (connector_id, entity, jira_id, action) select connector_id, entity, jira_id, 'updated'"
                        + " from jira.item where connector_id = ? and jira_key like 'ABC-%' limit 1",
                site.id);
    }

    @Test
    void aRouteOfOnesOwnAsksJira() throws Exception {
        try (Site site = Site.bare(1);
                RoutesFolder folder = new RoutesFolder()) {
            System.setProperty("own.connector", site.id);
            Told told = new Told();
            folder.put(
                    "own-account.camel.yaml",
                    Files.readString(RoutesFolder.EXAMPLES.resolve("jira").resolve("own-account.camel.yaml")));
            await().untilAsserted(() ->
                    assertThat(told.of("The account of " + site.id)).anyMatch(line -> line.contains("displayName")));
        } finally {
            System.clearProperty("own.connector");
        }
    }
}
