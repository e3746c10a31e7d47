package io.zenem.jira.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.zenem.jira.routes.Service;

/** A connection that says what no HTTP client would let anybody say. */
final class Raw implements AutoCloseable {
    private final Socket socket;

    Raw() throws IOException {
        URI url = URI.create(Service.url());
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
    }

    /** One request, and all that comes back until the service closes the connection. */
    static String ask(String text) throws IOException {
        try (Raw connection = new Raw()) {
            connection.say(text);
            return connection.rest();
        }
    }

    /** The head of a request, its headers each with a line of its own; the connection ends with its answer. */
    static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Says the same again and again; how often until nobody listens any more. */
    int sayUntilClosed(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < most; i++) {
            try {
                say(bytes);
            } catch (IOException closed) {
                return i;
            }
        }
        return most;
    }

    /** Says this, or as much of it as somebody listens to. */
    void sayUntilClosed(byte[] bytes) {
        try {
            say(bytes);
        } catch (IOException closed) {
            // they know enough
        }
    }

    /** What comes within so many milliseconds; empty text where nothing does. */
    String soon(int millis) throws IOException {
        byte[] read = new byte[4096];
        socket.setSoTimeout(millis);
        try {
            return new String(read, 0, Math.max(0, socket.getInputStream().read(read)), StandardCharsets.UTF_8);
        } catch (java.net.SocketTimeoutException nothing) {
            return "";
        }
    }

    /** All that comes until the end. */
    String rest() throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
