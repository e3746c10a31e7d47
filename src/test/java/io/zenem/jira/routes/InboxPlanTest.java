package io.zenem.jira.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A backlog drains as quickly at its end as at its beginning. */
@QuarkusTest
class InboxPlanTest {
    @Test
    void theNextBatchIsFoundWithoutReadingWhatIsDone() throws SQLException, IOException {
        try (Site site = Site.copied(1);
                Connection own = Rows.connection()) {
            own.setAutoCommit(false);
            Rows.change(
                    own,
                    """
                    insert into jira.delivery (connector_id, identifier, body)
                    select ?, 'waiting ' || n, '\\x7b7d' from generate_series(1, 20000) n""",
                    site.id);
            // the statistics are of the time when all of them waited
            Rows.change(own, "analyze jira.delivery");
            Rows.change(
                    own,
                    "update jira.delivery set outcome = 'applied' where connector_id = ? and identifier not like '%77'",
                    site.id);
            List<String> plan = explained(own, claim(site.id));
            own.rollback();
            assertThat(plan).anyMatch(line -> line.contains("Index Scan using delivery_oldest"));
            assertThat(plan).noneMatch(line -> line.contains("delivery_pkey"));
        }
    }

    private static String claim(String connector) throws IOException {
        try (InputStream sql = InboxPlanTest.class.getResourceAsStream("/sql/webhook/claim.sql")) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(":#${variable.connectorId}", "'" + connector + "'")
                    .replaceAll(":#\\$\\{[^}]*}", "100");
        }
    }

    private static List<String> explained(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("explain " + sql)) {
            List<String> plan = new ArrayList<>();
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
            return plan;
        }
    }
}
