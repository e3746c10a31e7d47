package io.zenem.jira.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** What an operator has as a collector of OpenTelemetry: takes spans by OTLP, over HTTP and over gRPC, and keeps of each what a test asks for. */
final class Collector implements AutoCloseable {
    private static final String GRPC = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    /** Of a gRPC message: whether it is compressed, and its length. */
    private static final int PREFIX = 5;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** @param protocol how it came, {@code http} or {@code grpc} */
    record Span(String protocol, String trace, String id, String parent, String name) {}

    Collector() {
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (request.path().equals(GRPC)) {
                keep("grpc", body.getBytes(PREFIX, body.length()));
                request.response()
                        .putHeader("content-type", "application/grpc")
                        .putTrailer("grpc-status", "0")
                        .end(Buffer.buffer(new byte[PREFIX]));
            } else if (request.path().equals("/v1/traces")) {
                keep("http", body.getBytes());
                request.response()
                        .putHeader("content-type", "application/x-protobuf")
                        .end();
            } else {
                request.response().setStatusCode(404).end();
            }
        });
    }

    /** ExportTraceServiceRequest: resources, in each scopes, in each spans. */
    private void keep(String protocol, byte[] message) {
        for (UnknownFieldSet resource : parts(read(ByteString.copyFrom(message)), 1)) {
            for (UnknownFieldSet scope : parts(resource, 2)) {
                for (UnknownFieldSet span : parts(scope, 2)) {
                    spans.add(new Span(
                            protocol,
                            hex(span, 1),
                            hex(span, 2),
                            hex(span, 4),
                            bytes(span, 5).toStringUtf8()));
                }
            }
        }
    }

    private static List<UnknownFieldSet> parts(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(Collector::read)
                .toList();
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    private static String hex(UnknownFieldSet message, int field) {
        return HexFormat.of().formatHex(bytes(message, field).toByteArray());
    }

    private static UnknownFieldSet read(ByteString message) {
        try {
            return UnknownFieldSet.parseFrom(message);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
