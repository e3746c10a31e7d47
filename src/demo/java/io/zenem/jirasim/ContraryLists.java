package io.zenem.jirasim;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.zenem.jirasim.DemoFaults.Switch;

/** Lists and searches that do not do what they are asked for: they repeat themselves, name things twice, or are too much for Jira. */
final class ContraryLists {
    /** Beyond every id that the site gives out. */
    private final AtomicLong madeUp = new AtomicLong(1_000_000_000);

    private final DemoFaults faults;

    ContraryLists(DemoFaults faults) {
        this.faults = faults;
    }

    /** The request as the site takes it. */
    Call taken(Call call) {
        ObjectNode body = body(call);
        if (faults.on(Switch.IGNORED_START)) {
            call.query().remove("startAt");
            body.remove("startAt");
        }
        if (faults.on(Switch.IGNORED_PAGE_TOKEN) || (faults.on(Switch.EVER_NEW_IDS) && idsAlone(body))) {
            body.remove("nextPageToken");
        }
        return body.isEmpty()
                ? call
                : new Call(
                        call.method(),
                        call.path(),
                        call.template(),
                        call.pathParams(),
                        call.query(),
                        Buffer.buffer(Json.bytes(body)),
                        call.caller(),
                        call.authorization(),
                        call.app());
    }

    /** The answer as the site gives it. */
    Reply given(Call call, Reply reply) {
        if (faults.isTooMuch(call.path(), body(call), reply.body().toString())) {
            return Refusal.of(500, "Internal server error").reply;
        }
        boolean contrary = faults.on(Switch.IGNORED_START)
                || faults.on(Switch.IGNORED_PAGE_TOKEN)
                || faults.on(Switch.EVER_NEW_IDS)
                || faults.on(Switch.NAMED_TWICE)
                || faults.on(Switch.ENTRIES_WITHOUT_ID);
        return contrary && reply.status() == 200 && reply.type().equals(Reply.JSON)
                ? Reply.json(contrary(call, read(reply.body())))
                : reply;
    }

    private JsonNode contrary(Call call, JsonNode answer) {
        if (faults.on(Switch.NAMED_TWICE)) {
            twice(answer);
            twice(answer.path("values"));
            twice(answer.path("issues"));
        }
        if (faults.on(Switch.ENTRIES_WITHOUT_ID) && answer.path("issues") instanceof ArrayNode issues) {
            issues.insertObject(0).put("id", "12x");
            issues.insertObject(0).put("id", "9223372036854775808");
        }
        if (answer instanceof ObjectNode object) {
            if (faults.on(Switch.IGNORED_START) && object.has("values")) {
                object.remove("isLast");
                object.remove("total");
            }
            boolean search = call.path().endsWith("/search/jql");
            boolean madeUpIds = search && faults.on(Switch.EVER_NEW_IDS) && idsAlone(body(call));
            if (madeUpIds) {
                object.path("issues")
                        .forEach(issue -> ((ObjectNode) issue).put("id", String.valueOf(madeUp.incrementAndGet())));
            }
            if (madeUpIds || (search && faults.on(Switch.IGNORED_PAGE_TOKEN))) {
                object.put("nextPageToken", UUID.randomUUID().toString()).put("isLast", false);
            }
        }
        return answer;
    }

    private static boolean idsAlone(JsonNode asked) {
        return asked.path("fields").size() == 1
                && asked.path("fields").path(0).asText().equals("id");
    }

    private static void twice(JsonNode list) {
        if (list instanceof ArrayNode array) {
            array.addAll(array.deepCopy());
        }
    }

    private static ObjectNode body(Call call) {
        return read(call.body()) instanceof ObjectNode object ? object : Json.object();
    }

    private static JsonNode read(Buffer json) {
        try {
            return Json.MAPPER.readTree(json.getBytes());
        } catch (IOException none) {
            return Json.object();
        }
    }
}
