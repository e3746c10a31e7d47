package io.zenem.jira.platform;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked where only the service's own user can reach them, or another user of the machine could exchange them. They are
 * started without the service's environment: it holds the encryption key, and what a server can read its users may come to read.
 */
record PostgresPrograms(Path home) {
    /** Of what is inherited, only what the system's own tools need. */
    private static final List<String> HARMLESS = List.of("PATH", "SYSTEMROOT", "TEMP", "TMPDIR");

    /** The programs for this machine, unpacked below a folder unless they are there already. */
    static PostgresPrograms unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = PrivateFile.folder(folder)
                .resolve(UUID.nameUUIDFromBytes(archive).toString());
        if (!Files.exists(home)) {
            Path partial = Files.createTempDirectory(folder, "partial-");
            unpack(archive, partial);
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(home);
    }

    /** A program with its arguments, to be started; PostgreSQL refuses to run as root, who is therefore mapped to somebody else. */
    ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin")
                .resolve(program + (system().equals("Windows") ? ".exe" : ""))
                .toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(HARMLESS);
        environment.put("LC_ALL", "C");
        return builder;
    }

    private static byte[] archive() throws IOException {
        String architecture = System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system(), architecture.equals("amd64") ? "x86_64" : architecture)) {
            return archive.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name");
        return name.startsWith("Mac") ? "Darwin" : name.startsWith("Windows") ? "Windows" : "Linux";
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(
                            "An entry of PostgreSQL's archive lies outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    makeExecutable(target.toFile(), entry);
                }
            }
        }
    }

    private static void makeExecutable(File file, TarArchiveEntry entry) throws IOException {
        boolean executable =
                (entry.getMode() & 0100) != 0 || file.getParentFile().getName().equals("bin");
        if (executable && !file.setExecutable(true, true)) {
            throw new IOException(file + " cannot be made executable.");
        }
    }
}
