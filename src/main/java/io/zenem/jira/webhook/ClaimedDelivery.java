package io.zenem.jira.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery that is to be applied, a row of {@code sql/webhook/claim.sql}.
 *
 * @param body empty for what the service reads again by itself
 * @param issueId of the issue that is to be read; empty where the body is to be believed
 * @param ahead how far Jira's clock is ahead of ours
 * @param traceparent the W3C context in which it was received
 */
public record ClaimedDelivery(
        long id, Optional<byte[]> body, Optional<Long> issueId, Duration ahead, Optional<String> traceparent) {
    static ClaimedDelivery of(Map<String, Object> row) {
        return new ClaimedDelivery(
                ((Number) row.get("id")).longValue(),
                Optional.ofNullable((byte[]) row.get("body")),
                Optional.ofNullable((Number) row.get("issue_id")).map(Number::longValue),
                Duration.ofMillis(((Number) row.get("ahead_ms")).longValue()),
                Optional.ofNullable((String) row.get("traceparent")));
    }

    /** What its body says. */
    List<Delivery> says() {
        return body.map(DeliveryReader::read).orElse(List.of());
    }
}
