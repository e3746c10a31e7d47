package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A connector goes whatever a job does meanwhile. */
@QuarkusTest
class ConnectorDeletionTest {
    @Test
    void aDeletionThatLosesADeadlockIsTriedAgain() throws SQLException {
        try (Site site = Site.copied(10);
                Connection job = Rows.connection()) {
            job.setAutoCommit(false);
            Rows.change(job, "update jira.item set last_sync = now() where connector_id = ?", site.id);
            CompletableFuture<Service.Answer> deletion =
                    CompletableFuture.supplyAsync(() -> Service.delete("/admin/connectors/" + site.id + "?data=purge"));
            await().until(() -> Rows.count(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%credentials = null%'")
                    == 1);
            // as a statement of a job does for its foreign keys: PostgreSQL ends whoever waited first
            Rows.change(job, "update jira.connector set name = name where id = ?", site.id);
            job.commit();
            assertThat(deletion.join().status()).isEqualTo(200);
        }
    }
}
