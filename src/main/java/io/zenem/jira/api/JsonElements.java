package io.zenem.jira.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** A long JSON array as a statement brought it, in texts of several elements each; megabytes go out without being in one piece before. */
public record JsonElements(List<String> batches) {
    private static final byte[] BEGIN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] END = {']'};

    /** The array as it goes out; empty batches give an empty array. The pieces stay where they are and are read one after the other. */
    @SuppressWarnings("deprecation") // what is to be called instead comes with Vert.x 5
    public Buffer joined() {
        Stream<byte[]> elements = batches.stream()
                .flatMap(batch -> Stream.of(COMMA, batch.getBytes(StandardCharsets.UTF_8)))
                .skip(1);
        byte[][] pieces = Stream.concat(Stream.concat(Stream.of(BEGIN), elements), Stream.of(END))
                .toArray(byte[][]::new);
        return Buffer.buffer(Unpooled.wrappedBuffer(pieces.length, pieces));
    }
}
