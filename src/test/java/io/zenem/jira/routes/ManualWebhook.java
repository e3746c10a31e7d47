package io.zenem.jira.routes;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.webhook.HmacSignature;

/** A webhook that an admin entered at Jira by hand, whose deliveries a test makes itself. */
final class ManualWebhook {
    private static final String SECRET = "a secret of the admin's own";

    private ManualWebhook() {}

    static void register(Site site) {
        site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}")
                .is(200);
    }

    /** Posts a signed body, which has to be accepted. */
    static void deliver(Site site, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Hub-Signature", HmacSignature.sign(body, SECRET))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        Service.send(request).is(202);
    }

    static void deliver(Site site, Map<String, Object> body) {
        try {
            deliver(site, new JsonMapper().writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
