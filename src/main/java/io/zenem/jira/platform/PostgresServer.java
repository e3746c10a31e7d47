package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;
import org.postgresql.Driver;

/** The embedded PostgreSQL while it runs: durable, on loopback only, and started again when it ends without having been asked to. */
final class PostgresServer {
    private static final Logger LOG = Logger.getLogger(PostgresServer.class);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_MS = 100;
    /** What a server that was killed leaves behind (processes, shared memory) is gone by then. */
    private static final long START_AGAIN_MS = 1000;

    private static final long LONGEST_WAIT_MS = 30_000;

    private final PostgresCluster cluster;
    private final int port;
    private volatile Process process;
    private volatile boolean stopping;

    private PostgresServer(PostgresCluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    /** A server that is not running yet: whoever has to stop it has it from the beginning. */
    static PostgresServer over(PostgresCluster cluster) throws IOException {
        return new PostgresServer(cluster, freePort());
    }

    /** Starts it and waits until it takes connections. */
    void run() throws IOException {
        start();
        Thread watch = new Thread(this::watch, "watch-postgresql");
        watch.setDaemon(true);
        watch.start();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** From now on no process of it is started; one that was can be found. */
    synchronized void startNoMore() {
        stopping = true;
    }

    /** Stops it for good, also where it has not been started yet. */
    void stop() {
        startNoMore();
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            cluster.stop();
        } catch (IOException e) {
            process.destroy();
            throw new UncheckedIOException("The embedded PostgreSQL did not stop.", e);
        }
    }

    private void start() throws IOException {
        Instant deadline = Instant.now().plus(LONGEST_START);
        if (process == null || !process.isAlive()) {
            process = launch();
        }
        while (!takesConnections() && !stopping) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("The embedded PostgreSQL does not start; its log is in " + cluster.log() + ".");
            }
            if (process.isAlive()) {
                pause(LOOK_AGAIN_MS);
            } else {
                pause(START_AGAIN_MS);
                process = launch();
            }
        }
    }

    private synchronized Process launch() throws IOException {
        if (stopping) {
            throw new IOException("The service ends.");
        }
        Path log = cluster.log();
        return cluster.programs()
                .command(
                        "postgres",
                        "-D",
                        cluster.data().toString(),
                        "-p",
                        String.valueOf(port),
                        "-clisten_addresses=127.0.0.1",
                        // a socket file would be one more door
                        "-cunix_socket_directories=",
                        "-cmax_connections=100",
                        "-ctimezone=UTC",
                        // a 202 must survive a power cut
                        "-cfsync=on",
                        "-cfull_page_writes=on",
                        "-csynchronous_commit=on",
                        // a file for each day of the week, each written over a week later; no row of the copy is quoted
                        "-clogging_collector=on",
                        "-clog_directory=" + log,
                        "-clog_filename=postgresql-%a.log",
                        "-clog_truncate_on_rotation=on",
                        "-clog_rotation_age=1d",
                        "-clog_rotation_size=0",
                        "-clog_timezone=UTC",
                        "-clog_error_verbosity=terse")
                .redirectOutput(log.resolve("start.log").toFile())
                .start();
    }

    private boolean takesConnections() throws IOException {
        Properties login = new Properties();
        login.setProperty("user", PostgresCluster.ROLE);
        login.setProperty("password", PostgresCluster.password(cluster.folder()));
        try (var connection = new Driver().connect(jdbcUrl(), login)) {
            return connection != null && process.isAlive();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("28")) {
                throw new IOException(
                        "The embedded PostgreSQL refuses the password in " + cluster.passwordFile()
                                + "; remove the file, and the next start makes another one.",
                        e);
            }
            return false;
        }
    }

    private void watch() {
        try {
            while (!stopping) {
                process.waitFor();
                if (!stopping) {
                    LOG.errorf(
                            "The embedded PostgreSQL ended by itself (%d) and is started again; its log is in %s.",
                            process.exitValue(), cluster.log());
                    EmbeddedDatabase.away();
                    startAgain();
                    EmbeddedDatabase.back();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries as often as it takes, ever more slowly, and logs a line only where the reason is another one. */
    private void startAgain() throws InterruptedException {
        String told = "";
        for (long wait = START_AGAIN_MS; !stopping; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
            try {
                start();
                return;
            } catch (IOException | RuntimeException e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(told)) {
                    LOG.errorf("The embedded PostgreSQL is tried again until it starts: %s", reason);
                    told = reason;
                }
            }
            TimeUnit.MILLISECONDS.sleep(wait);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
