package io.zenem.jira.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Arc;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.eclipse.microprofile.config.ConfigProvider;

import static org.awaitility.Awaitility.await;

/** The folder of external routes, which is empty again when this is closed. */
final class RoutesFolder implements AutoCloseable {
    static final Path EXAMPLES = Path.of("docs", "examples", "routes");
    static final String PACKAGED =
            "Called by change-message for every change of a Zenem entity, at least once and in order for each entity; answers when the message is taken and fails when it is not.";

    private final Path folder = Path.of(ConfigProvider.getConfig().getValue("connector.routes-dir", String.class));
    private final CamelContext camel =
            Arc.container().instance(CamelContext.class).get();
    private final Set<String> files = new HashSet<>();

    /** A file that is there whole or not at all. */
    void put(String name, String text) {
        try {
            Path whole = Files.writeString(Files.createTempFile("route", ""), text);
            Files.move(whole, Files.createDirectories(folder).resolve(name), StandardCopyOption.REPLACE_EXISTING);
            files.add(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is there and that nobody can read. */
    void putUnreadable(String name) {
        try {
            Files.createSymbolicLink(Files.createDirectories(folder).resolve(name), Path.of(name));
            files.add(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an example in the place of entity-changed, and waits until it is. */
    void example(String kind) throws IOException {
        put("entity-changed.camel.yaml", Files.readString(EXAMPLES.resolve(kind).resolve("entity-changed.camel.yaml")));
        await().until(() -> !description("entity-changed").orElse(PACKAGED).equals(PACKAGED));
    }

    /** What a route that runs says of itself. */
    Optional<String> description(String route) {
        return Optional.ofNullable(camel.getRoute(route)).map(Route::getDescription);
    }

    /** Waits until a file is refused, and answers line and reason. */
    String awaitRefusal(String name) {
        return await("refusal of " + name)
                .atMost(Duration.ofSeconds(10))
                .until(() -> readiness().at("/data/" + name).asText(), reason -> !reason.isEmpty());
    }

    /** What readiness says of external routes. */
    static JsonNode readiness() {
        JsonNode health = ready();
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals("External routes")) {
                return check;
            }
        }
        throw new AssertionError(health.toString());
    }

    /** All that readiness says. */
    static JsonNode ready() {
        try {
            return Site.parse(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(Service.url() + "/q/health/ready"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        files.forEach(this::remove);
        await().until(() -> description("entity-changed").orElse("").equals(PACKAGED)
                && readiness().path("data").isEmpty());
    }
}
