package io.zenem.jira.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The inbox in the database. */
final class InboxTable {
    /** Of bodies in one statement: the driver copies its values more than once. */
    static final long STATEMENT_BYTES = 32L << 20;

    private static final String INSERT = text("/sql/webhook/inbox_insert.sql");
    /** Jira gives up on a delivery after 20 s; a database that takes longer had better say no before. */
    private static final int TIMEOUT_SECONDS = 15;

    private static final String DEADLOCK = "40P01";
    private static final int MOST_ATTEMPTS = 5;

    private final DataSource database;

    InboxTable(DataSource database) {
        this.database = database;
    }

    /**
     * Makes all of them durable or none: one statement is one transaction, committed when this returns. Where a drain finishes
     * the very deliveries that are repeated here, the two may wait for each other; PostgreSQL then ends one, and this one
     * simply tries again.
     */
    void insert(List<Row> rows) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                insertOnce(rows);
                return;
            } catch (SQLException failure) {
                if (!DEADLOCK.equals(failure.getSQLState()) || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    private void insertOnce(List<Row> rows) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setQueryTimeout(TIMEOUT_SECONDS);
            insert.setArray(1, connection.createArrayOf("text", column(rows, Row::connectorId)));
            insert.setArray(2, connection.createArrayOf("text", column(rows, Row::identifier)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::body).toArray(byte[][]::new)));
            insert.setArray(4, connection.createArrayOf("text", column(rows, Row::traceparent)));
            insert.setArray(5, connection.createArrayOf("timestamptz", column(rows, row -> row.receivedAt()
                    .map(Instant::toString)
                    .orElse(null))));
            insert.executeUpdate();
        }
    }

    private static String[] column(List<Row> rows, Function<Row, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    static String text(String resource) {
        try (InputStream file = InboxTable.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A delivery as it was received.
     *
     * @param traceparent the context of the span in which it was, empty for none
     * @param receivedAt when, where that is not now
     */
    record Row(String connectorId, String identifier, byte[] body, String traceparent, Optional<Instant> receivedAt) {}
}
