package io.zenem.jira.security;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site in front of a demo site, which may say what no server would: every request line is kept, every answer may be spoiled. */
final class RawJira implements AutoCloseable {
    /** What a request is answered, down to the bytes on the wire. */
    interface Answer {
        void to(String requestLine, HttpResponse<byte[]> truth, OutputStream wire) throws IOException;
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Answer answer = RawJira::truly;
    private final String site;

    RawJira(String site) throws IOException {
        this.site = site;
        daemon(() -> {
            while (!door.isClosed()) {
                Socket socket = door.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    long asked(String part) {
        return asked.stream().filter(line -> line.contains(part)).count();
    }

    /** The answer as it is, of one piece. */
    static void truly(String line, HttpResponse<byte[]> truth, OutputStream wire) throws IOException {
        whole(truth, truth.body(), wire);
    }

    /** The answer with another body. */
    static void whole(HttpResponse<byte[]> truth, byte[] body, OutputStream wire) throws IOException {
        head(truth.statusCode(), truth, "Content-Length: " + body.length, wire);
        wire.write(body);
    }

    static void head(int status, HttpResponse<byte[]> truth, String more, OutputStream wire) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
        for (String name : List.of("Content-Type", "X-Seraph-LoginReason", "Date")) {
            truth.headers().firstValue(name).ifPresent(value -> head.append(name + ": " + value + "\r\n"));
        }
        wire.write((head + more + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String line = line(in);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                headers.put(header.split(":", 2)[0], header.split(":", 2)[1].strip());
            }
            byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
            asked.add(line + "|" + headers);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + line.split(" ", 3)[1]))
                    .method(line.split(" ", 3)[0], BodyPublishers.ofByteArray(body));
            for (String name : List.of("Authorization", "Content-Type", "Accept")) {
                if (headers.containsKey(name)) {
                    request.header(name, headers.get(name));
                }
            }
            answer.to(line, HTTP.send(request.build(), BodyHandlers.ofByteArray()), socket.getOutputStream());
            socket.getOutputStream().flush();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException | RuntimeException closed) {
                // the other side went away, or the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
