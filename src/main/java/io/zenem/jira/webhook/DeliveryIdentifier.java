package io.zenem.jira.webhook;

import org.apache.commons.codec.digest.DigestUtils;

/** What a delivery and its repetitions have in common. */
public final class DeliveryIdentifier {
    /** Jira's are UUID-like; far longer text would not fit the index that finds repetitions. */
    private static final int LONGEST = 200;

    private DeliveryIdentifier() {}

    /**
     * The identifier to keep a delivery under: Jira's {@code X-Atlassian-Webhook-Identifier}, which is the same across retries,
     * without characters that PostgreSQL refuses, or its digest when it is too long. Senders that give none (empty text) are told
     * apart by the digest of the body.
     */
    public static String of(String header, byte[] body) {
        String given = header.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "").strip();
        if (given.isEmpty()) {
            return "sha256:" + DigestUtils.sha256Hex(body);
        }
        return given.length() <= LONGEST ? given : "sha256:" + DigestUtils.sha256Hex(given);
    }
}
