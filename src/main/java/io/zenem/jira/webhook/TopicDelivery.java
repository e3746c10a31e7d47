package io.zenem.jira.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.zenem.jira.connector.ConnectorId;

/**
 * A delivery as it lies in Kafka: the raw bytes, and in headers of UTF-8 what the inbox needs besides. Its signature was checked before it
 * went there.
 *
 * @param traceparent the W3C context of the span in which the door took it, empty for none
 */
public record TopicDelivery(String connectorId, String identifier, byte[] body, String traceparent) {
    /** The header that names the connector. */
    public static final String CONNECTOR = "connector";
    /** The header by which a repeated delivery is known. */
    public static final String IDENTIFIER = "identifier";
    /** The header by which its trace goes on; there where tracing is on. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern CONTEXT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * Reads a message; null stands for a header or a body that is not there.
     *
     * @throws MalformedDelivery with what is wrong, when it is no delivery of ours
     */
    public static TopicDelivery read(byte[] connector, byte[] identifier, byte[] traceparent, byte[] body) {
        if (body == null) {
            throw new MalformedDelivery("it has no body");
        }
        String connectorId = text(CONNECTOR, connector);
        if (!ConnectorId.valid(connectorId)) {
            throw new MalformedDelivery("its header connector is no connector's name");
        }
        String known = text(IDENTIFIER, identifier);
        if (!DeliveryIdentifier.of(known, body).equals(known)) {
            throw new MalformedDelivery("its header identifier is none of a delivery");
        }
        DeliveryReader.check(body);
        return new TopicDelivery(connectorId, known, body, context(traceparent));
    }

    /** An invalid context costs a trace, and no delivery. */
    private static String context(byte[] traceparent) {
        String text = traceparent == null ? "" : new String(traceparent, StandardCharsets.US_ASCII);
        return CONTEXT.matcher(text).matches() ? text : "";
    }

    private static String text(String header, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value == null ? new byte[0] : value))
                    .toString();
        } catch (CharacterCodingException unreadable) {
            throw new MalformedDelivery("its header " + header + " cannot be read");
        }
    }

    /**
     * What a delivery's message is keyed by, {@code acme/issue/10042}: what happened to one issue, version or sprint stays in order and in
     * one partition. What names none of them is keyed by its own identifier.
     */
    public static String key(String connectorId, String identifier, byte[] body) {
        String subject = DeadDelivery.of(body).stream()
                .findFirst()
                .map(named -> named.entity() + "/" + named.jiraId())
                .orElse(identifier);
        return connectorId + "/" + subject;
    }
}
