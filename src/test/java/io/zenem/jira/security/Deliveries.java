package io.zenem.jira.security;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jira.webhook.HmacSignature;

/** Deliveries to a webhook whose secret the test knows. */
final class Deliveries {
    static final String SECRET = "a-secret-that-only-the-test-knows";

    /** A header that could be a signature, and is none. */
    static final String WRONG = "X-Hub-Signature: sha256=" + "0".repeat(64);

    private Deliveries() {}

    /** A site whose webhook was entered by hand. */
    static Site site() {
        Site site = Site.copied(10);
        site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}")
                .is(200);
        return site;
    }

    /** What is answered to a body that is signed rightly. */
    static Service.Answer signed(Site site, byte[] body) {
        return Service.send(request(site, body, HmacSignature.sign(body, SECRET)));
    }

    static Service.Answer signed(Site site, String body) {
        return signed(site, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpRequest request(Site site, byte[] body, String signature, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature", signature);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.POST(BodyPublishers.ofByteArray(body)).build();
    }
}
