package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The PostgreSQL that comes with the service: durable, on loopback only, its data in a folder that survives restarts. */
final class EmbeddedDatabase {
    /** A system property, because dev mode's restarts throw the classes away but keep the JVM and the server. */
    private static final String RUNNING = "connector.embedded-database-url";

    /** The hooks that close the application, in production and in dev mode. */
    private static final Set<String> QUARKUS_HOOKS = Set.of("Shutdown thread", "Quarkus Shutdown Thread");

    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private EmbeddedDatabase() {}

    /** The JDBC URL of the server over this folder, started if it does not run yet. */
    static synchronized String url(Path dataFolder, boolean throwAway) {
        String running = System.getProperty(RUNNING);
        if (running == null) {
            running = throwAway
                    ? start(temporaryFolder(dataFolder))
                    : adopt(dataFolder).orElseGet(() -> start(dataFolder));
            System.setProperty(RUNNING, running);
        }
        return running;
    }

    private static String start(Path dataFolder) {
        try {
            Path cluster = dataFolder.resolve("postgresql");
            Files.createDirectories(dataFolder);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // the library switches durability off for tests; a 202 must survive a power cut
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    .start();
            stopAfterTheApplication(() -> close(server));
            return jdbcUrl(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL over " + dataFolder
                            + " did not start. Is another instance using the folder?"
                            + " Set connector.data-dir to another one, or QUARKUS_DATASOURCE_JDBC_URL to a real server.",
                    e);
        }
    }

    /**
     * The server that an earlier instance left running over this folder when it was killed: it is healthy and its data is
     * ours, so it is used as it is, and stopped with this JVM.
     */
    private static Optional<String> adopt(Path dataFolder) {
        Path pidFile = dataFolder.resolve("postgresql").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            Optional<ProcessHandle> process = ProcessHandle.of(
                            Long.parseLong(lines.get(0).strip()))
                    .filter(p ->
                            p.info().command().map(c -> c.contains("postgres")).orElse(false));
            process.ifPresent(p -> stopAfterTheApplication(p::destroy));
            return process.map(p -> jdbcUrl(Integer.parseInt(lines.get(3).strip())));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** Shutdown hooks run all at once; Quarkus closes the application in one, and until it has, the database is needed. */
    private static void stopAfterTheApplication(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                awaitTheApplication();
                            } catch (InterruptedException hurry) {
                                Thread.currentThread().interrupt();
                            }
                            stop.run();
                        },
                        "stop-postgresql"));
    }

    /** Its hook may begin a moment later than ours; in a JVM without Quarkus there is none. */
    private static void awaitTheApplication() throws InterruptedException {
        for (int looks = 0; looks < 20; looks++) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (QUARKUS_HOOKS.contains(thread.getName())) {
                    thread.join(LONGEST_STOP.toMillis());
                    return;
                }
            }
            Thread.sleep(50);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not stop.", e);
        }
    }

    private static Path temporaryFolder(Path parent) {
        try {
            Files.createDirectories(parent);
            return Files.createTempDirectory(parent, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
