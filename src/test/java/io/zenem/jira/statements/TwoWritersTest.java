package io.zenem.jira.statements;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.sync.Outcome;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.zenem.jira.statements.KeptCopy.NOON;
import static io.zenem.jira.statements.PageOfIssues.Issue.story;
import static io.zenem.jira.statements.PageOfIssues.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A page that meets another writer of the same issue waits for it, and decides by what that one leaves. */
@QuarkusTest
class TwoWritersTest {
    private static final Instant LATER = NOON.plusSeconds(60);

    @Inject
    ProducerTemplate camel;

    KeptCopy copy;

    @BeforeEach
    void connect() throws Exception {
        copy = new KeptCopy(camel);
    }

    @AfterEach
    void disconnect() throws Exception {
        copy.close();
    }

    @Test
    void ofTwoFirstInsertsTheNewerOneStays() throws Exception {
        try (Connection other = writing()) {
            insert(other, "Newer", LATER);
            assertThat(waitingFor(other, page(story(1, "Older", NOON)))).isEqualTo(Outcome.STALE);
        }
        assertThat(copy.title(1)).isEqualTo("Newer");
        assertThat(copy.published(1)).isEmpty();
    }

    @Test
    void aFirstInsertThatComesSecondAndIsNewerIsAnUpdate() throws Exception {
        try (Connection other = writing()) {
            insert(other, "Older", NOON);
            assertThat(waitingFor(other, page(story(1, "Newer", LATER)))).isEqualTo(Outcome.UPDATED);
        }
        assertThat(copy.title(1)).isEqualTo("Newer");
        assertThat(copy.published(1)).containsExactly("updated");
    }

    @Test
    void whatIsRemovedWhileThePageWaitsStaysRemoved() throws Exception {
        copy.keep(page(story(1, "There", NOON)));
        try (Connection other = writing()) {
            Rows.change(other, "delete from jira.item where connector_id = ? and jira_id = 1", copy.id);
            Rows.change(
                    other,
                    """
                    insert into jira.tombstone (connector_id, jira_id, removed_at, observed_at, verdict, evidence)
                    values (?, 1, now(), now(), 'deleted', 'a test')
                    """,
                    copy.id);
            assertThat(waitingFor(other, page(story(1, "Late", LATER)))).isEqualTo(Outcome.TOMBSTONED);
        }
        assertThat(copy.title(1)).isEmpty();
    }

    private static Connection writing() throws SQLException {
        Connection connection = Rows.connection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void insert(Connection other, String title, Instant updated) throws SQLException {
        Rows.change(
                other,
                """
                insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, updated, observed_at,
                    mapping_version, source, last_sync)
                values (?, 1, 'story', 'ABC-1', 10000, 'Story', jsonb_build_object('title', ?, 'parent', null), ?::timestamptz,
                    ?::timestamptz, 'map_v1', '{}', now())
                """,
                copy.id,
                title,
                updated.toString(),
                updated.plusSeconds(1).toString());
    }

    /** What becomes of issue 1 where the other writer commits only when the page waits for it. */
    private Outcome waitingFor(Connection other, PageOfIssues page) throws Exception {
        String backend;
        try (var statement = other.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            backend = rows.getString(1);
        }
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> copy.outcome(page, 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Rows.count(
                                "select count(*) from pg_stat_activity where ?::int = any (pg_blocking_pids(pid))",
                                backend)
                        > 0);
        other.commit();
        return outcome.get();
    }
}
