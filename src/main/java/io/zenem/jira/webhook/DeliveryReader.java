package io.zenem.jira.webhook;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.StorableJson;

/**
 * Reads webhook bodies. Jira documents one example only and its shapes differ by event, site and year, so everything is
 * optional, and an event that is not known here is no error. Workflows and automation rules post bodies without any event.
 */
public final class DeliveryReader {
    /** Real bodies have a depth of about ten. */
    private static final int MAX_DEPTH = 200;
    /** The largest body that Jira sends, so that no single text is too long before the body is. */
    private static final int MAX_TEXT = 25 * 1024 * 1024;

    private static final int MAX_EVENT_NAME = 200;

    /**
     * Of a body above so many bytes only the ids are read, and its issue is read from Jira: a body of many small values takes forty times its
     * size in memory.
     */
    private static final int LARGE = 256 * 1024;

    /** The event of a body that names none. */
    static final String NO_EVENT = "unknown";

    /** Numbers are read as those of Jira's REST answers are, so that both bring equal values. */
    private static final JsonMapper JSON = mapper(true);

    /** For large bodies: does not keep the names of their properties. */
    private static final JsonMapper FORGETFUL = mapper(false);

    private DeliveryReader() {}

    private static JsonMapper mapper(boolean remembersNames) {
        return JsonMapper.builder(JsonFactory.builder()
                        .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, remembersNames)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_TEXT)
                                .build())
                        .build())
                .nodeFactory(new StorableJson())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * What the body says happened: one thing, or two for a link between issues. Of a large one only what it names; its issue has to be
     * read.
     *
     * @throws MalformedDelivery when it is no JSON object or nests too deeply
     */
    public static List<Delivery> read(byte[] body) {
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw new MalformedDelivery("The body is no JSON object.");
        }
        String event = event(json.path("webhookEvent"));
        Instant at = JiraTime.parse(json.path("timestamp")).orElse(Instant.EPOCH);
        List<Delivery> known = new EventBody(event, at, json).deliveries();
        return known.isEmpty() ? List.of(new Delivery.Other(event, at)) : known;
    }

    /** The ledger's text column takes no NUL and no half of a surrogate pair. */
    private static String event(JsonNode name) {
        String event = name.isTextual() ? name.textValue().replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "") : "";
        return event.isBlank()
                ? NO_EVENT
                : event.substring(0, event.offsetByCodePoints(0, Math.min(MAX_EVENT_NAME, codePoints(event))));
    }

    /**
     * Refuses what {@link #read} would refuse, and builds nothing: a large body takes many times its size once it is read.
     *
     * @throws MalformedDelivery when it is no JSON object, or nests too deeply
     */
    static void check(byte[] body) {
        try (JsonParser parser = (body.length > LARGE ? FORGETFUL : JSON).createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedDelivery("The body is no JSON object.");
            }
            int depth = 1;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0) {
                    throw unreadable();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    parser.getDecimalValue();
                }
            }
        } catch (IOException | NumberFormatException unreadable) {
            throw unreadable();
        }
    }

    private static MalformedDelivery unreadable() {
        return new MalformedDelivery("The body is no JSON, or nests deeper than " + MAX_DEPTH + " levels.");
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static JsonNode outline(byte[] body) throws IOException {
        try (JsonParser parser = new FilteringParserDelegate(
                FORGETFUL.createParser(body), new BodyOutline(), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            return FORGETFUL.readTree(parser);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Optional.ofNullable(body.length > LARGE ? outline(body) : JSON.readTree(body))
                    .orElseThrow(() -> new MalformedDelivery("The body is empty."));
        } catch (IOException | NumberFormatException unreadable) {
            throw unreadable();
        }
    }
}
