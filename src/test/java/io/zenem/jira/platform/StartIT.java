package io.zenem.jira.platform;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.zenem.jira.process.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Production starts with all that it needs, or ends at once with one sentence that says what to do; SIGTERM ends any start. */
class StartIT {
    private static final int TERMINATED = 143;

    @TempDir
    static Path folder;

    private static PostgresServer database;

    @BeforeAll
    static void startDatabase() throws IOException {
        Path other = Files.createDirectory(folder.resolve("database"));
        database = PostgresServer.over(
                PostgresCluster.in(other, PostgresPrograms.unpackedIn(other.resolve("postgresql-bin"))));
        database.run();
    }

    @AfterAll
    static void stopDatabase() {
        database.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTOR_ENCRYPTION_KEY, '', openssl rand -base64 32",
        "CONNECTOR_ENCRYPTION_KEY, short, key",
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION, '', openssl genrsa",
        "MP_JWT_VERIFY_PUBLICKEY_LOCATION, file:/nowhere/public.pem, /nowhere/public.pem",
        "MP_JWT_VERIFY_ISSUER, '', mp.jwt.verify.issuer",
        "MP_JWT_VERIFY_AUDIENCES, '', mp.jwt.verify.audiences",
        "CONNECTOR_PUBLIC_URL, '', CONNECTOR_PUBLIC_URL",
        "CONNECTOR_PUBLIC_URL, connector.example.com, connector.public-url is no URL",
        "CONNECTOR_EMBEDDED_DATABASE, '', QUARKUS_DATASOURCE_JDBC_URL"
    })
    void refusesToStartWithoutASetting(String variable, String value, String advice) throws Exception {
        assertRefused(Map.of(variable, value), advice);
    }

    @Test
    void refusesAWrongPasswordAnUnknownRoleAndAnUnknownDatabase() throws Exception {
        assertRefused(database("zenem", "wrong", database.jdbcUrl()), "QUARKUS_DATASOURCE_PASSWORD");
        assertRefused(database("nobody", "wrong", database.jdbcUrl()), "the role is there");
        assertRefused(
                database("zenem", password(), database.jdbcUrl().replace("/postgres", "/absent")),
                "/absent does not exist");
    }

    @Test
    void refusesAPortThatAnotherProcessHas() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertRefused(
                    Map.of("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort())),
                    "port " + taken.getLocalPort() + " (quarkus.http.port) is taken");
        }
    }

    @Test
    void startsOnTheSchemaOfALaterVersion() throws Exception {
        RunningService upgraded = RunningService.start(
                        folder.resolve("later"), database("zenem", password(), database.jdbcUrl()))
                .ready();
        upgraded.close();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), "zenem", password());
                Statement later = connection.createStatement()) {
            later.execute(
                    "insert into public.flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success) values (999, '999', 'later', 'SQL', 'V999__later.sql', 'zenem', 1, true)");
        }
        try (RunningService before = upgraded.again().ready()) {
            assertThat(before.log()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void obeysSigtermWhileItWaitsForTheDatabase() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        String away = "jdbc:postgresql://127.0.0.1:" + nobody + "/postgres?password=unseen";
        RunningService waiting = RunningService.start(folder.resolve("waiting"), database("zenem", "x", away));
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting.log().contains("is away and is waited for"));
        assertThat(waiting.terminated(Duration.ofSeconds(5))).isEqualTo(TERMINATED);
        assertThat(waiting.log().lines()).hasSize(1);
        assertThat(waiting.log()).doesNotContain("unseen");
    }

    private static void assertRefused(Map<String, String> environment, String advice) throws Exception {
        RunningService refused = RunningService.start(Files.createTempDirectory(folder, "start-"), environment);
        assertThat(refused.ended(Duration.ofSeconds(30))).isEqualTo(1);
        assertThat(refused.log().lines()).as(refused.log()).hasSize(1);
        assertThat(refused.log()).startsWith("Not started: ").contains(advice);
    }

    private static Map<String, String> database(String user, String password, String url) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", user,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    private static String password() throws IOException {
        return PostgresCluster.password(folder.resolve("database"));
    }
}
