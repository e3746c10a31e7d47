package io.zenem.jira.webhook;

/**
 * A delivery as it came off the wire.
 *
 * @param signature the value of X-Jira-Signature or X-Hub-Signature, empty text for none
 * @param bearer the value of Authorization, empty text for none
 * @param header the value of X-Atlassian-Webhook-Identifier, empty text for none
 */
public record DeliveryRequest(String connectorId, String signature, String bearer, String header, byte[] body) {
    /** By which the inbox knows the delivery and its repetitions. */
    public String identifier() {
        return DeliveryIdentifier.of(header, body);
    }

    /** Without the body, which is not known to be Jira's yet. */
    @Override
    public String toString() {
        return "DeliveryRequest[" + body.length + " bytes]";
    }
}
