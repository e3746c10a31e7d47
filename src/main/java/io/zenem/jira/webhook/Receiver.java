package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.Credentials;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import io.zenem.jira.webhook.Receivers.Reception;

/** Decides whether a delivery is Jira's, before anything of it is looked at or kept. */
@ApplicationScoped
@Named("receiver")
public class Receiver {
    private final Secrets secrets;
    private final Clock clock;

    Receiver(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Lets a delivery in, or refuses it: 404 unknown connector, 410 webhooks switched off, 401 signature, 400 no delivery. The
     * order matters: the signature is checked before the body is parsed. The door ({@link ReceiverGate}) has looked at the head already, and
     * what it remembers may be some seconds old.
     */
    public void admit(DeliveryRequest delivery, Map<String, Object> hook) {
        mustBeOpen(reception(hook));
        if (!proven(delivery, hook)) {
            throw unsigned();
        }
        try {
            DeliveryReader.check(delivery.body());
        } catch (MalformedDelivery malformed) {
            throw ApiException.invalidArgument(
                    "The delivery is signed but is no Jira event: " + malformed.getMessage());
        }
    }

    /**
     * Whether what is remembered of a connector suffices to let a delivery in. Who is refused has to be looked up: only the database
     * knows whether a connector is new, open again, or has another secret.
     */
    public boolean knows(DeliveryRequest delivery, Map<String, Object> hook) {
        return reception(hook) == Reception.OPEN && proven(delivery, hook);
    }

    private boolean proven(DeliveryRequest delivery, Map<String, Object> hook) {
        return signed(delivery, hook.get("secret"))
                || signed(delivery, hook.get("next_secret"))
                || sentToApp(delivery, hook);
    }

    private static Reception reception(Map<String, Object> hook) {
        if (hook == null) {
            return Reception.UNKNOWN;
        }
        return Boolean.TRUE.equals(hook.get("webhooks_enabled")) ? Reception.OPEN : Reception.SWITCHED_OFF;
    }

    /** Refuses deliveries to an unknown connector (404) and to one whose webhooks are switched off (410). */
    static void mustBeOpen(Reception reception) {
        switch (reception) {
            case UNKNOWN -> throw ApiException.notFound("There is no such connector.");
            case SWITCHED_OFF -> throw ApiException.of(410, "Webhooks are switched off for this connector.");
            case OPEN -> {}
        }
    }

    /** 401, in the same words whatever is wrong with the signature, and to whichever connector. */
    static ApiException unsigned() {
        return ApiException.of(401, "The signature is missing or wrong.");
    }

    private boolean signed(DeliveryRequest delivery, Object secret) {
        return secret instanceof byte[] encrypted
                && HmacSignature.valid(
                        delivery.body(), delivery.signature(), secrets.decrypt(encrypted, delivery.connectorId()));
    }

    /**
     * A dynamic webhook has no secret of its own: Jira proves itself with the app's. One that was entered by hand has a secret, and
     * whoever else knows the app's proves nothing.
     */
    private boolean sentToApp(DeliveryRequest delivery, Map<String, Object> hook) {
        return "oauth2".equals(hook.get("auth_type"))
                && ("dynamic".equals(hook.get("mode")) || "jira".equals(hook.get("wanted")))
                && JwtSignature.valid(
                        delivery.bearer(),
                        Credentials.clientSecret(secrets, (byte[]) hook.get("credentials"), (String) hook.get("id")),
                        clock.instant());
    }

    /** What a delivery's message in Kafka is keyed by: the connector and the issue that it is about. */
    public String topicKey(DeliveryRequest delivery) {
        return TopicDelivery.key(delivery.connectorId(), delivery.identifier(), delivery.body());
    }

    /** The answer to {@code POST …/webhooks/validate}. */
    public record Validity(boolean valid) {}

    /** Whether a payload carries the signature that Jira would give it; to an OAuth app, whether the Authorization header is Jira's. 409 where no encryption key opens the secret. */
    public Validity validate(ApiRequest request, Map<String, Object> hook) {
        RequestFields fields = request.fields();
        Optional<String> payload = fields.raw("payload").map(JsonNode::textValue);
        if (payload.isEmpty()) {
            fields.error("payload", "is required: the raw text of the delivery");
        }
        String signature = fields.requiredText("signature", 10_000);
        fields.check();
        DeliveryRequest delivery = new DeliveryRequest(
                (String) hook.get("id"),
                signature,
                signature,
                "",
                payload.orElseThrow().getBytes(StandardCharsets.UTF_8));
        try {
            return new Validity(signed(delivery, hook.get("secret")) || sentToApp(delivery, hook));
        } catch (UndecryptableSecret noKey) {
            throw ApiException.conflict(noKey.getMessage());
        }
    }
}
