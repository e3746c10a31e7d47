package io.zenem.jirasim;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lists that are paged by {@code startAt}; the server may lower {@code maxResults}. */
final class OffsetPage {
    private OffsetPage() {}

    static <T> Reply of(Call call, List<T> all, int ifAbsent, int cap, Function<T, JsonNode> shape) {
        int startAt = Math.max(0, call.queryInt("startAt", 0));
        int size = Math.min(cap, Math.max(0, call.queryInt("maxResults", ifAbsent)));
        int to = Math.min(all.size(), startAt + size);
        List<T> page = startAt >= to ? List.of() : all.subList(startAt, to);
        ObjectNode body = Json.object();
        body.put("maxResults", size).put("startAt", startAt).put("total", all.size());
        body.put("isLast", to >= all.size());
        body.set("values", Json.array(page.stream().map(shape).toList()));
        return Reply.json(body);
    }
}
