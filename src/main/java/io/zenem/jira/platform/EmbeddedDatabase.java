package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The PostgreSQL that comes with the service: one for each JVM, over a folder that no other JVM uses at the same time. */
final class EmbeddedDatabase {
    /** A system property, because dev mode's restarts throw the classes away but keep the JVM and the server. */
    private static final String RUNNING = "connector.embedded-database-url";

    /** Where its password is; the password itself has no place among properties that anything in the JVM may print. */
    private static final String FOLDER = "connector.embedded-database-folder";

    /** The moment since which its server is away, in milliseconds; not set while it runs. */
    private static final String AWAY_SINCE = "connector.embedded-database-away-since";

    /** The hooks that close the application, in production and in dev mode. */
    private static final Set<String> QUARKUS_HOOKS = Set.of("Shutdown thread", "Quarkus Shutdown Thread");

    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    /** For whoever ends this JVM in the middle of its start. */
    private static volatile PostgresServer starting;

    private EmbeddedDatabase() {}

    /** What the datasource needs for the server over this folder, which is started if it does not run yet. */
    static synchronized Map<String, String> datasource(Path dataFolder, boolean throwAway) {
        if (System.getProperty(RUNNING) == null) {
            start(dataFolder, throwAway);
        }
        try {
            return Map.of(
                    "quarkus.datasource.jdbc.url", System.getProperty(RUNNING),
                    "quarkus.datasource.username", PostgresCluster.ROLE,
                    "quarkus.datasource.password", PostgresCluster.password(Path.of(System.getProperty(FOLDER))));
        } catch (IOException e) {
            throw new UncheckedIOException("The password of the embedded PostgreSQL cannot be read.", e);
        }
    }

    /** No process of its server is started from now on, so that those that are there are all. */
    static void startNoMore() {
        if (starting != null) {
            starting.startNoMore();
        }
    }

    static void away() {
        System.setProperty(AWAY_SINCE, String.valueOf(Instant.now().toEpochMilli()));
    }

    static void back() {
        System.clearProperty(AWAY_SINCE);
    }

    /** Since when its server is away; empty while it runs, and where there is none. */
    static Optional<Instant> awaySince() {
        return Optional.ofNullable(Long.getLong(AWAY_SINCE)).map(Instant::ofEpochMilli);
    }

    private static void start(Path dataFolder, boolean throwAway) {
        try {
            Files.createDirectories(dataFolder);
            Path folder = throwAway ? Files.createTempDirectory(dataFolder, "run-") : dataFolder;
            FileLock lock = lock(folder);
            PostgresPrograms programs = PostgresPrograms.unpackedIn(dataFolder.resolve("postgresql-bin"));
            PostgresCluster cluster = PostgresCluster.in(folder, programs);
            PostgresServer server = PostgresServer.over(cluster);
            starting = server;
            stopAfterTheApplication(server, lock);
            server.run();
            System.setProperty(FOLDER, folder.toString());
            System.setProperty(RUNNING, server.jdbcUrl());
        } catch (IOException e) {
            if (throwAway) {
                throw new UncheckedIOException(e);
            }
            NotStarted.because("The embedded PostgreSQL over " + dataFolder + " did not start: " + e.getMessage());
        }
    }

    /** Two servers over the same files destroy them, and a second instance must not stop the first one's. */
    private static FileLock lock(Path folder) throws IOException {
        FileChannel file = FileChannel.open(
                folder.resolve("postgresql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            Optional<String> server = PostgresCluster.running(folder);
            throw new IOException("another instance uses the folder"
                    + server.map(found -> " (its PostgreSQL: " + found + ")").orElse("")
                    + "; stop it, or set connector.data-dir to another folder.");
        }
        return lock;
    }

    /** Shutdown hooks run all at once; Quarkus closes the application in one, and until it has, the database is needed. */
    private static void stopAfterTheApplication(PostgresServer server, FileLock lock) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                awaitTheApplication();
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                            server.stop();
                            release(lock);
                        },
                        "stop-postgresql"));
    }

    private static void release(FileLock lock) {
        try {
            lock.close();
        } catch (IOException ends) {
            // the end of the process gives it back too
        }
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
}
