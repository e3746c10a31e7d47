package io.zenem.jira.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Nobody but the service gets into the embedded PostgreSQL, not into one that an earlier build made either, and it is there again after a crash. */
class EmbeddedDatabaseTest {
    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void upgradeWhatAnEarlierBuildMade() throws Exception {
        try (EmbeddedPostgres open = EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgresql"))
                        .setCleanDataDirectory(false)
                        .start();
                Connection anybody = open.getPostgresDatabase().getConnection();
                var statement = anybody.createStatement()) {
            statement.execute(
                    """
                    create schema jira;
                    create table jira.kept (id bigint generated always as identity, text text);
                    insert into jira.kept (text) values ('of an earlier build');
                    create function jira.one() returns int language sql return 1;
                    create schema zenem;
                    create view zenem.kept as select * from jira.kept;
                    """);
        }
        PostgresPrograms programs = PostgresPrograms.unpackedIn(folder.resolve("postgresql-bin"));
        server = PostgresServer.over(PostgresCluster.in(folder, programs));
        server.run();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void refusesWhoeverDoesNotKnowThePassword() {
        for (String user : List.of("zenem", "postgres", System.getProperty("user.name"))) {
            for (String password : List.of("", "postgres", "zenem")) {
                assertThatThrownBy(() -> connect(user, password))
                        .as(user + "/" + password)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .matches("28.*|08004"));
            }
        }
    }

    @Test
    void itsOwnRoleOwnsWhatWasThereAndIsNoSuperuser() throws Exception {
        try (Connection service = service();
                var statement = service.createStatement()) {
            statement.execute(
                    "alter table jira.kept add column more int; create or replace function jira.one() returns int"
                            + " language sql return 2; drop view zenem.kept");
            try (var rows = statement.executeQuery("select text from jira.kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("of an earlier build");
            }
            for (String forbidden : List.of(
                    "copy jira.kept from program 'id'",
                    "copy (select 1) to program 'id'",
                    "select pg_read_file('postgresql.conf')",
                    "alter role zenem superuser",
                    "grant pg_execute_server_program to zenem")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42501"));
            }
        }
    }

    @Test
    void nobodyElseMayReadOrExchangeItsFiles() throws IOException {
        for (String name : List.of("postgresql", "postgresql-bin", "postgresql-log")) {
            assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rwx------");
        }
        assertThat(mode(folder.resolve("postgresql-password"))).isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("postgresql").resolve("pg_hba.conf")))
                .doesNotContain("trust");
        assertThat(Files.readAllLines(folder.resolve("postgresql").resolve("postmaster.pid"))
                        .get(4))
                .as("the folder of its socket")
                .isBlank();
    }

    @Test
    void itsProcessHasNothingOfOurEnvironment() throws IOException {
        Path environment = Path.of("/proc", String.valueOf(postmaster()), "environ");
        assertThat(System.getenv()).as("what it must not inherit").containsKey("HOME");
        try (Stream<String> names = Stream.of(Files.readString(environment).split("\0"))) {
            assertThat(names.map(variable -> variable.replaceFirst("=.*", "")))
                    .isNotEmpty()
                    .isSubsetOf("PATH", "TMPDIR", "LC_ALL", "PGDATA");
        }
    }

    @Test
    void isThereAgainWhenItDied() throws Exception {
        long before = postmaster();
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        awaitAnotherThan(before);
        assertThat(folder.resolve("postgresql-log")).isDirectoryContaining("glob:**/postgresql-*.log");
    }

    @Test
    void aStartThatFailsIsTriedAgainWithOneLine() throws Exception {
        Path log = folder.resolve("postgresql-log");
        Path elsewhere = folder.resolve("elsewhere");
        Lines lines = new Lines();
        Logger logger = Logger.getLogger(PostgresServer.class.getName());
        long before = postmaster();
        logger.addHandler(lines);
        // without the folder of its log no process can be started
        Files.move(log, elsewhere);
        try {
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> lines.count.get() >= 2);
            await().during(Duration.ofSeconds(2)).until(() -> lines.count.get() == 2);
            assertThat(lives(Duration.ZERO)).isEqualTo(Status.UP);
            assertThat(lives(Duration.ofMinutes(2))).isEqualTo(Status.DOWN);
        } finally {
            Files.move(elsewhere, log);
            logger.removeHandler(lines);
        }
        awaitAnotherThan(before);
        await().until(() -> lives(Duration.ofMinutes(2)) == Status.UP);
    }

    @Test
    void aServerThatIsStoppedBeforeItRunsNeverDoes() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("never"));
        PostgresServer never = PostgresServer.over(
                PostgresCluster.in(elsewhere, PostgresPrograms.unpackedIn(folder.resolve("postgresql-bin"))));
        never.stop();
        assertThatThrownBy(never::run).isInstanceOf(IOException.class);
        assertThat(PostgresCluster.running(elsewhere)).isEmpty();
    }

    /** What liveness says so much later. */
    private static Status lives(Duration later) {
        return new EmbeddedDatabaseLives(Clock.offset(Clock.systemUTC(), later))
                .call()
                .getStatus();
    }

    private static void awaitAnotherThan(long before) {
        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> {
            try (Connection again = service()) {
                return postmaster() != before && again.isValid(2);
            }
        });
    }

    private static final class Lines extends Handler {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void publish(LogRecord line) {
            count.incrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgresql").resolve("postmaster.pid"))
                .get(0)
                .strip());
    }

    private static Connection service() throws SQLException, IOException {
        return connect("zenem", Files.readString(folder.resolve("postgresql-password")));
    }

    private static Connection connect(String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(server.jdbcUrl(), login);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
