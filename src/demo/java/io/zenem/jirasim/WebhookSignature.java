package io.zenem.jirasim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Jira's {@code X-Hub-Signature}, the method and the hex HMAC of the raw body; and the JWT of dynamic webhooks, which signs no body. */
final class WebhookSignature {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private WebhookSignature() {}

    static String of(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret, body));
    }

    static String jwt(String secret, String issuer, long nowMillis) {
        String said = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + part(Json.object()
                        .put("iss", issuer)
                        .put("iat", nowMillis / 1000)
                        .put("exp", nowMillis / 1000 + 180)
                        .toString());
        return said + "." + URL.encodeToString(hmac(secret, said.getBytes(StandardCharsets.UTF_8)));
    }

    private static String part(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
