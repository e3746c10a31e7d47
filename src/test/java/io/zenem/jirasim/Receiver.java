package io.zenem.jirasim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;

/** Takes webhooks; answers with the given statuses first and with 200 after them. */
final class Receiver implements AutoCloseable {
    record Taken(Headers headers, Buffer body) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String event() {
            return json().path("webhookEvent").asText();
        }

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final Deque<Integer> answers = new ConcurrentLinkedDeque<>();
    private final HttpServer http;

    Receiver() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            Buffer body = Buffer.buffer(exchange.getRequestBody().readAllBytes());
            taken.add(new Taken(exchange.getRequestHeaders(), body));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
        });
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/jira";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
