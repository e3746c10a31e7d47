package io.zenem.jira.routes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Whoever takes changes, at an HTTP address that the example route sends to; it answers what a test tells it to. */
final class Sink implements AutoCloseable {
    private final RoutesFolder routes = new RoutesFolder();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<JsonNode> offered = new CopyOnWriteArrayList<>();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<JsonNode> answers = change -> 200;

    Sink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
        System.setProperty(
                "changes.sink.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/changes");
        routes.example("http");
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode change = Site.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        offered.add(change);
        int status = answers.applyAsInt(change);
        if (status == 200) {
            taken.add(change);
            headers.add(exchange.getRequestHeaders());
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** What it answers to a change from now on: 200 takes it. */
    void answers(ToIntFunction<JsonNode> status) {
        answers = status;
    }

    /** Changes of a connector that were sent here, as often as they were. */
    List<JsonNode> offered(Site site) {
        return of(site, offered);
    }

    /** Those of them that were taken. */
    List<JsonNode> taken(Site site) {
        return of(site, taken);
    }

    List<Headers> headers() {
        return headers;
    }

    private static List<JsonNode> of(Site site, List<JsonNode> changes) {
        return changes.stream()
                .filter(change -> change.path("connectorId").asText().equals(site.id))
                .toList();
    }

    @Override
    public void close() {
        routes.close();
        server.stop(0);
        threads.shutdownNow();
        System.clearProperty("changes.sink.url");
    }
}
