package io.zenem.jira.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of its own, which a test may crash and start again over the same files. */
public final class CrashingDatabase implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    public CrashingDatabase(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        this.running = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** What tells the service where it is. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres");
    }

    /** As after a power cut: every process of it dies at once, and the next start recovers from the log. */
    void crash() throws IOException {
        kill();
        startAgain();
    }

    /** Every process of it dies at once, and it stays away. */
    void kill() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        var children = handle.children().toList();
        handle.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        handle.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        running.close(); // finds nothing to stop, but gives the folder's lock back
    }

    /** After {@link #kill}, over the same files. */
    void startAgain() throws IOException {
        running = start();
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
