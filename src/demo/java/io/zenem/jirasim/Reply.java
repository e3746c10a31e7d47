package io.zenem.jirasim;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/** An answer before it is sent; its headers are those beside the usual ones. */
record Reply(int status, String type, Buffer body, Map<String, String> headers) {
    static final String JSON = "application/json;charset=UTF-8";

    Reply(int status, String type, Buffer body) {
        this(status, type, body, Map.of());
    }

    static Reply redirect(String location) {
        return new Reply(302, "", Buffer.buffer(), Map.of("Location", location));
    }

    static Reply json(JsonNode body) {
        return json(200, body);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, Buffer.buffer(Json.bytes(body)));
    }

    static Reply html(int status, String title) {
        String page = "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1></body></html>";
        return new Reply(status, "text/html;charset=UTF-8", Buffer.buffer(page));
    }

    static Reply text(String text) {
        return new Reply(200, "text/plain;charset=UTF-8", Buffer.buffer(text));
    }

    static Reply nothing() {
        return new Reply(204, "", Buffer.buffer());
    }
}
