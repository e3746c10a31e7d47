package io.zenem.jira.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;

/** What the service has logged since this was made. */
final class Told {
    private final Path file = Path.of(ConfigProvider.getConfig().getValue("quarkus.log.file.path", String.class));
    private final long from;

    Told() throws IOException {
        from = Files.size(file);
    }

    /** The lines that name a connector, and every stack trace. */
    List<String> of(String connector) throws IOException {
        return all().stream()
                .filter(line -> line.contains(connector) || line.startsWith("\tat "))
                .toList();
    }

    /** All lines. */
    List<String> all() throws IOException {
        byte[] log = Files.readAllBytes(file);
        String since = new String(log, (int) from, log.length - (int) from, StandardCharsets.UTF_8);
        return Arrays.asList(since.split("\n"));
    }
}
