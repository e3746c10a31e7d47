package io.zenem.jira.camel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

import io.zenem.jira.webhook.InboxUnavailable;
import io.zenem.jira.webhook.Receivers;

/** The connectors' switches in the database, read over the receiver's own connections. */
@ApplicationScoped
class ReceiverTable implements Receivers {
    private static final String ENABLED = InboxTable.text("/sql/webhook/enabled.sql");

    private final DataSource database;

    ReceiverTable(@io.quarkus.agroal.DataSource("deliveries") DataSource database) {
        this.database = database;
    }

    @Override
    public Reception reception(String connectorId) {
        try (Connection connection = database.getConnection();
                PreparedStatement enabled = connection.prepareStatement(ENABLED)) {
            enabled.setString(1, connectorId);
            try (ResultSet row = enabled.executeQuery()) {
                if (!row.next()) {
                    return Reception.UNKNOWN;
                }
                return row.getBoolean(1) ? Reception.OPEN : Reception.SWITCHED_OFF;
            }
        } catch (SQLException away) {
            throw new InboxUnavailable("The database is away: " + away.getSQLState());
        }
    }
}
