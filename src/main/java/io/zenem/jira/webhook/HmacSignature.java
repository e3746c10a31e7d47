package io.zenem.jira.webhook;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The signature of a delivery: HMAC-SHA256 over the raw body with the webhook's secret.
 *
 * <p>Jira names the method before the hex digits in {@code X-Hub-Signature} (today always {@code sha256=}, Jira: "Secure admin
 * webhooks"); senders that use {@code X-Jira-Signature} may leave the name out. Another method, a malformed header and a missing
 * secret are refused like a wrong signature, for a receiver that is unsure must not believe.
 */
public final class HmacSignature {
    private static final String METHOD = "sha256=";
    private static final Pattern HEADER = Pattern.compile("(?:" + METHOD + ")?([0-9a-fA-F]{64})");

    private HmacSignature() {}

    /** Whether the header (null when it is missing) could be a signature at all. */
    static boolean possible(String signatureHeader) {
        return signatureHeader != null && HEADER.matcher(signatureHeader).matches();
    }

    /** Whether the header (null when it is missing) signs exactly these bytes with this secret. */
    public static boolean valid(byte[] body, String signatureHeader, String secret) {
        if (body == null || signatureHeader == null || secret == null || secret.isBlank()) {
            return false;
        }
        Matcher header = HEADER.matcher(signatureHeader);
        // isEqual takes as long for a nearly right signature as for a wrong one, so that none can be found byte by byte
        return header.matches()
                && MessageDigest.isEqual(hmac(body, secret), HexFormat.of().parseHex(header.group(1)));
    }

    /**
     * What Jira would send in {@code X-Hub-Signature}.
     *
     * @throws IllegalArgumentException when the secret is blank
     */
    public static String sign(byte[] body, String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A webhook without a secret cannot sign.");
        }
        return METHOD + HexFormat.of().formatHex(hmac(body, secret));
    }

    private static byte[] hmac(byte[] body, String secret) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(body);
    }
}
