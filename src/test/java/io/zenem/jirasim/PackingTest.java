package io.zenem.jirasim;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Jira packs answers of some size for whoever accepts that. */
class PackingTest {
    @Test
    void aLargeAnswerIsPackedForWhoeverAcceptsIt() throws Exception {
        try (DemoServer server = DemoServer.start(DemoOptions.defaults())) {
            byte[] plain = get(server, "/rest/api/3/field", "identity").body();
            HttpResponse<byte[]> packed = get(server, "/rest/api/3/field", "gzip, deflate");
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(packed.body().length).isLessThan(plain.length / 2);
            assertThat(unpacked(packed.body())).isEqualTo(plain);
        }
    }

    @Test
    void aSmallAnswerIsSentAsItIs() throws Exception {
        try (DemoServer server = DemoServer.start(DemoOptions.defaults())) {
            assertThat(get(server, "/rest/api/3/serverInfo", "gzip").headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static HttpResponse<byte[]> get(DemoServer server, String path, String accept)
            throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                                .header("Accept-Encoding", accept)
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString("admin@demo.example:demo-token"
                                                                .getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofByteArray());
    }
}
