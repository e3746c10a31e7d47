package io.zenem.jirasim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

import io.vertx.core.buffer.Buffer;

/** Packs answers as Jira does: those of more than about a kilobyte, for whoever accepts gzip. */
final class Packing {
    private static final int LEAST = 1024;

    private Packing() {}

    static boolean wanted(String acceptEncoding, Buffer body) {
        return body.length() > LEAST && acceptEncoding != null && acceptEncoding.contains("gzip");
    }

    static Buffer gzip(Buffer body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length() / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed) {
            {
                // the demo shares a small machine with the service
                def.setLevel(1);
            }
        }) {
            out.write(body.getBytes());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return Buffer.buffer(packed.toByteArray());
    }
}
