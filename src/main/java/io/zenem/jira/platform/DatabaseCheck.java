package io.zenem.jira.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.postgresql.Driver;

/**
 * Waits for the database that an operator named, before anything is started that needs it: one line when the wait begins and one when it
 * ends. What waiting doesn't repair ends the start at once: a refused login, a database that does not exist, a role that may not migrate.
 */
final class DatabaseCheck {
    private static final String MAY_MIGRATE = "/sql/platform/may_migrate.sql";
    private static final String SECONDS = "5";

    private DatabaseCheck() {}

    /** Checks the roles of the service and of the migrations, where they differ. */
    static void await(Settings settings) {
        if (settings.value("quarkus.datasource.credentials-provider").isPresent()) {
            return; // only Quarkus knows the login
        }
        String url = settings.value("quarkus.datasource.jdbc.url").orElseThrow();
        Optional<String> owner = settings.value("quarkus.flyway.username");
        boolean migrates = !settings.value("quarkus.flyway.migrate-at-start")
                .orElse("true")
                .equals("false");
        await(url, "QUARKUS_DATASOURCE", login(settings, "quarkus.datasource"), migrates && owner.isEmpty());
        if (migrates && owner.isPresent()) {
            await(
                    settings.value("quarkus.flyway.jdbc-url").orElse(url),
                    "QUARKUS_FLYWAY",
                    login(settings, "quarkus.flyway"),
                    true);
        }
    }

    private static Properties login(Settings settings, String prefix) {
        Properties login = new Properties();
        settings.value(prefix + ".username").ifPresent(user -> login.setProperty("user", user));
        settings.value(prefix + ".password").ifPresent(password -> login.setProperty("password", password));
        login.setProperty("connectTimeout", SECONDS);
        login.setProperty("loginTimeout", SECONDS);
        login.setProperty("socketTimeout", SECONDS);
        return login;
    }

    private static void await(String url, String variables, Properties login, boolean migrates) {
        String name = url.replaceFirst("\\?.*", "");
        for (boolean waits = false; ; waits = true) {
            try (Connection connection = new Driver().connect(url, login)) {
                if (connection == null) {
                    NotStarted.because("quarkus.datasource.jdbc.url is no PostgreSQL URL: " + name
                            + "; write it as jdbc:postgresql://host/database.");
                } else if (migrates && !mayMigrate(connection)) {
                    NotStarted.because("the role " + login.getProperty("user") + " may not migrate the database " + name
                            + "; name its owner (docs/database-roles.sql) in QUARKUS_FLYWAY_USERNAME and"
                            + " QUARKUS_FLYWAY_PASSWORD.");
                }
                if (waits) {
                    System.err.println("The database " + name + " is there; the start goes on.");
                }
                return;
            } catch (SQLException e) {
                refusal(e, name, variables).ifPresent(NotStarted::because);
                if (!waits) {
                    System.err.println("The database " + name + " is away and is waited for: " + oneLine(e));
                }
                pause();
            }
        }
    }

    /** What to do about what no waiting repairs; the states are PostgreSQL's (Appendix A) and, in 08004, its driver's. */
    private static Optional<String> refusal(SQLException e, String name, String variables) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (state.startsWith("28") || state.equals("08004")) {
            return Optional.of("the database " + name + " refuses the login; check " + variables + "_USERNAME and "
                    + variables + "_PASSWORD, and that the role is there: " + oneLine(e));
        }
        if (state.equals("3D000")) {
            return Optional.of("the database " + name
                    + " does not exist on its server; create it, or correct QUARKUS_DATASOURCE_JDBC_URL.");
        }
        return state.equals("42501")
                ? Optional.of(
                        "the role of " + variables + "_USERNAME may not use the database " + name + ": " + oneLine(e))
                : Optional.empty();
    }

    private static boolean mayMigrate(Connection connection) throws SQLException {
        try (InputStream sql = DatabaseCheck.class.getResourceAsStream(MAY_MIGRATE);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(new String(sql.readAllBytes(), StandardCharsets.UTF_8))) {
            return answer.next() && answer.getBoolean(1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String oneLine(SQLException e) {
        return OneLine.escaped(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            NotStarted.because("interrupted while the database was waited for.");
        }
    }
}
