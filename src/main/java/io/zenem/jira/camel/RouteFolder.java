package io.zenem.jira.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The files of routes by their names: those that are packaged, and those in the folder of whoever runs the service. */
record RouteFolder(Path path) {
    private static final String ENDING = ".camel.yaml";

    /**
     * What a look into the folder found.
     *
     * @param texts the files by name
     * @param unreadable the files that cannot be read, each with the reason
     */
    record Found(Map<String, String> texts, Map<String, String> unreadable) {
        static final Found NOTHING = new Found(Map.of(), Map.of());
    }

    /**
     * The files as they are now; none where there is no folder. A file that is no text is there as one that holds no YAML, and a
     * folder that cannot be read holds what it held before.
     */
    Found read(Found before) {
        Found found = new Found(new TreeMap<>(), new TreeMap<>());
        try (Stream<Path> files = Files.list(path)) {
            files.filter(file -> file.toString().endsWith(ENDING) && !Files.isDirectory(file))
                    .forEach(file -> read(file, found));
        } catch (NoSuchFileException none) {
            return Found.NOTHING;
        } catch (IOException | UncheckedIOException e) {
            return new Found(before.texts(), Map.of(String.valueOf(path.getFileName()), reason(e)));
        }
        return found;
    }

    private static void read(Path file, Found found) {
        String name = file.getFileName().toString();
        try {
            found.texts().put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException goneMeanwhile) {
            found.texts().remove(name);
        } catch (IOException e) {
            found.unreadable().put(name, reason(e));
        }
    }

    /** Without the folder's path, which says nothing. */
    private static String reason(Exception failure) {
        Exception cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof AccessDeniedException) {
            return "it cannot be read: permission denied";
        }
        String reason = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return "it cannot be read: " + (reason == null ? cause.getClass().getSimpleName() : reason);
    }

    /** The packaged files. */
    static Map<String, String> packaged(CamelContext camel) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        for (Resource file :
                PluginHelper.getPackageScanResourceResolver(camel).findResources("classpath:routes/*" + ENDING)) {
            String name = file.getLocation().substring(file.getLocation().lastIndexOf('/') + 1);
            try (InputStream text = file.getInputStream()) {
                texts.put(name, new String(text.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
