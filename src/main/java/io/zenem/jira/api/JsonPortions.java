package io.zenem.jira.api;

import java.util.List;

import io.vertx.core.buffer.Buffer;

/** A long JSON array as a statement brought it, in texts of several elements each; megabytes go out without being one text before. */
public record JsonPortions(List<String> portions) {
    /** The array as it goes out; empty portions give an empty array. */
    public Buffer joined() {
        Buffer array = Buffer.buffer(
                2 + portions.stream().mapToInt(portion -> portion.length() + 1).sum());
        String separator = "[";
        for (String portion : portions) {
            array.appendString(separator).appendString(portion);
            separator = ",";
        }
        return array.appendString(portions.isEmpty() ? "[]" : "]");
    }
}
