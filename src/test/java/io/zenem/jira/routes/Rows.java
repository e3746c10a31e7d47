package io.zenem.jira.routes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import io.quarkus.arc.Arc;

/** The database, for what no answer shows and for the making of history. */
public final class Rows {
    private Rows() {}

    public static Connection connection() throws SQLException {
        return Arc.container().instance(DataSource.class).get().getConnection();
    }

    /** Runs a statement that changes rows. */
    public static void change(String sql, Object... values) throws SQLException {
        try (Connection connection = connection()) {
            change(connection, sql, values);
        }
    }

    /** The same within a transaction of the caller's. */
    public static void change(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.execute();
        }
    }

    /** The first value of the first row as text, empty for none. */
    public static String text(String sql, Object... values) throws SQLException {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                String first = rows.next() ? rows.getString(1) : null;
                return first == null ? "" : first;
            }
        }
    }

    /** A number likewise. */
    public static int count(String sql, Object... values) throws SQLException {
        return Integer.parseInt(text(sql, values));
    }

    /** Runs one of the service's own statements, one without parameters. */
    public static void run(String file) throws SQLException, IOException {
        try (InputStream sql = Rows.class.getResourceAsStream("/sql/" + file)) {
            change(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
