package io.zenem.jira.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The files of the embedded PostgreSQL below the data folder, each for the owner alone: {@code postgresql} (the data),
 * {@code postgresql-log} and {@code postgresql-password}. Only the role {@code zenem} may connect, which owns the tables and is no
 * superuser, so that no statement can read files or run programs; the superuser can't log in at all.
 */
record PostgresCluster(Path folder, PostgresPrograms programs) {
    static final String ROLE = "zenem";

    private static final String PASSWORD_FILE = "postgresql-password";

    private static final String ROLE_SQL = "/sql/platform/embedded_role.sql";

    private static final String ACCESS =
            """
            # Written at each start of the connector. The password is in postgresql-password, beside this folder.
            host all %s 127.0.0.1/32 scram-sha-256
            """
                    .formatted(ROLE);

    /** The cluster below a data folder, made where there is none; one that an earlier build made is closed to others. */
    static PostgresCluster in(Path folder, PostgresPrograms programs) throws IOException {
        PostgresCluster cluster = new PostgresCluster(folder, programs);
        PrivateFile.folder(cluster.log());
        if (!Files.exists(cluster.data())) {
            cluster.make();
        }
        cluster.stopLeftOver();
        PrivateFile.folder(cluster.data());
        PrivateFile.write(cluster.data().resolve("pg_hba.conf"), ACCESS);
        if (!Files.exists(cluster.passwordFile())) {
            cluster.makeRole();
        }
        return cluster;
    }

    Path data() {
        return folder.resolve("postgresql");
    }

    Path log() {
        return folder.resolve("postgresql-log");
    }

    Path passwordFile() {
        return folder.resolve(PASSWORD_FILE);
    }

    /** The password of {@link #ROLE} in the cluster below a data folder. */
    static String password(Path folder) throws IOException {
        return Files.readString(folder.resolve(PASSWORD_FILE)).strip();
    }

    /** The server's process over this folder and its port, as the server wrote them down. */
    static Optional<String> running(Path folder) {
        Path data = folder.resolve("postgresql");
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> servesFrom(data, process.info()))
                    .map(process -> "process " + process.pid() + ", port "
                            + lines.get(3).strip());
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /** After a restart of the machine the number may be another process's, or another PostgreSQL's. */
    private static boolean servesFrom(Path data, ProcessHandle.Info process) {
        return process.commandLine().map(line -> line.contains(data.toString())).orElseGet(() -> process.command()
                .filter(command -> command.contains("postgres"))
                .isPresent());
    }

    /** Stops the server over these files, without waiting for its clients. */
    void stop() throws IOException {
        run(programs.command("pg_ctl", "stop", "-D", data().toString(), "-m", "fast", "-w", "-t", "60"), "");
    }

    /** The server that a killed instance left over. It may be open to everybody, and nobody watches it. */
    private void stopLeftOver() throws IOException {
        if (running(folder).isPresent()) {
            stop();
        }
    }

    /** In a folder of its own first: a start that is killed leaves nothing half made. */
    private void make() throws IOException {
        Path partial =
                folder.resolve("postgresql-partial-" + ProcessHandle.current().pid());
        run(
                programs.command(
                        "initdb",
                        "--pgdata=" + partial,
                        "--username=postgres",
                        "--auth=reject",
                        "--encoding=UTF-8",
                        // one order of texts on every machine, that knows letters beyond ASCII
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"),
                "");
        Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Before the server listens, and as its superuser: in the mode that serves one user at a terminal. */
    private void makeRole() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (InputStream sql = PostgresCluster.class.getResourceAsStream(ROLE_SQL)) {
            String script = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            run(
                    programs.command("postgres", "--single", "-j", "-D", data().toString(), "postgres"),
                    script.replace("${password}", password));
        }
        PrivateFile.write(passwordFile(), password);
    }

    private void run(ProcessBuilder command, String input) throws IOException {
        Path output = log().resolve("start.log");
        Process process = command.redirectOutput(output.toFile()).start();
        try {
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command.command()) + " failed; " + output + " says why.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was prepared", e);
        }
    }
}
