package io.zenem.jira.webhook;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.StorableJson;

/**
 * Reads webhook bodies. Jira documents one example only and its shapes differ by event, site and year, so everything but
 * {@code webhookEvent} is optional, and an event that is not known here is no error.
 */
public final class DeliveryReader {
    /** Real bodies have a depth of about ten. */
    private static final int MAX_DEPTH = 200;
    /** The largest body that Jira sends, so that no single text is too long before the body is. */
    private static final int MAX_TEXT = 25 * 1024 * 1024;

    private static final int MAX_EVENT_NAME = 200;

    /** Numbers are read as those of Jira's REST answers are, so that both bring equal values. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .nodeFactory(new StorableJson())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DeliveryReader() {}

    /**
     * What the body says happened: one thing, or two for a link between issues.
     *
     * @throws MalformedDelivery when it is no JSON object, nests too deeply, or has no textual {@code webhookEvent}
     */
    public static List<Delivery> read(byte[] body) {
        JsonNode json = parse(body);
        JsonNode name = json.path("webhookEvent");
        // the ledger's text column takes no NUL and no half of a surrogate pair
        String event = name.asText("").replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "");
        if (!json.isObject() || !name.isTextual() || event.isBlank()) {
            throw new MalformedDelivery("The body is no JSON object with a webhookEvent.");
        }
        String shortEvent =
                event.substring(0, event.offsetByCodePoints(0, Math.min(MAX_EVENT_NAME, codePoints(event))));
        Instant at = JiraTime.parse(json.path("timestamp")).orElse(Instant.EPOCH);
        List<Delivery> known = new EventBody(shortEvent, at, json).deliveries();
        return known.isEmpty() ? List.of(new Delivery.Other(shortEvent, at)) : known;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body))
                    .orElseThrow(() -> new MalformedDelivery("The body is empty."));
        } catch (IOException | NumberFormatException unreadable) {
            throw new MalformedDelivery("The body is no JSON, or nests deeper than " + MAX_DEPTH + " levels.");
        }
    }
}
