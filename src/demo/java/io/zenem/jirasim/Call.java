package io.zenem.jirasim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A request as an endpoint sees it.
 *
 * @param template the route's path with its parameters' names
 * @param caller who asks
 * @param authorization the header, empty text for none
 * @param app the OAuth app in whose name it is asked through the gateway, empty text for none
 */
record Call(
        String method,
        String path,
        String template,
        Map<String, String> pathParams,
        MultiMap query,
        Buffer body,
        Caller caller,
        String authorization,
        String app) {

    /** Jira answers many calls without credentials too, and those with wrong ones as if they had none. */
    enum Caller {
        MEMBER,
        ANONYMOUS,
        WRONG_CREDENTIALS
    }

    boolean member() {
        return caller == Caller.MEMBER;
    }

    /** The REST version: 3, or 2 for {@code 2} and {@code latest}. */
    int api() {
        return "3".equals(pathParams.get("v")) ? 3 : 2;
    }

    String param(String name) {
        return pathParams.getOrDefault(name, "");
    }

    int intParam(String name) {
        return number(param(name)).orElseThrow(() -> Refusal.of(404, "No " + name + " '" + param(name) + "' exists."));
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The values of a parameter that is repeated or has commas in it. */
    List<String> queryList(String name) {
        List<String> values = new ArrayList<>();
        for (String value : query.getAll(name)) {
            Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .forEach(values::add);
        }
        return values;
    }

    int queryInt(String name, int ifAbsent) {
        Optional<String> text = query(name);
        return text.isEmpty()
                ? ifAbsent
                : number(text.get())
                        .orElseThrow(() -> Refusal.of(
                                400,
                                "The value '" + text.get() + "' of the parameter '" + name + "' is not a number."));
    }

    JsonNode json() {
        try {
            JsonNode node = Json.MAPPER.readTree(body.getBytes());
            if (node == null || !node.isObject()) {
                throw Refusal.payload();
            }
            return node;
        } catch (IOException e) {
            throw Refusal.payload();
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
