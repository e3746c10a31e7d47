package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;

/**
 * The proof that a delivery of a dynamic webhook brings: {@code Authorization: Bearer <JWT>}, HS256 with the OAuth app's client
 * secret (Jira: "webhooks for OAuth 2.0 apps are secured by bearer authentication", the algorithm as seen on live sites).
 *
 * <p>It proves who sends and is valid for minutes; unlike {@link HmacSignature} it does not sign the body, which only TLS protects.
 * Another algorithm (none above all, and any by which a public key could pass for our secret), a token without an end, one that
 * ended, and anything that is unclear is refused.
 */
public final class JwtSignature {
    private static final Pattern HEADER =
            Pattern.compile("Bearer +([A-Za-z0-9_.-]{20,8192})", Pattern.CASE_INSENSITIVE);

    /** What two clocks may differ by. */
    private static final int SKEW_SECONDS = 60;

    private JwtSignature() {}

    /** Whether the Authorization header (null when it is missing) could hold a token at all. */
    static boolean possible(String authorizationHeader) {
        return authorizationHeader != null
                && HEADER.matcher(authorizationHeader).matches();
    }

    /** Whether the Authorization header (null when it is missing) is signed with this client secret and still valid. */
    public static boolean valid(String authorizationHeader, String clientSecret, Instant now) {
        if (authorizationHeader == null || clientSecret == null || clientSecret.isBlank()) {
            return false;
        }
        Matcher header = HEADER.matcher(authorizationHeader);
        if (!header.matches()) {
            return false;
        }
        try {
            new JwtConsumerBuilder()
                    .setVerificationKey(new HmacKey(clientSecret.getBytes(StandardCharsets.UTF_8)))
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    // how long a client secret is, is Atlassian's business
                    .setRelaxVerificationKeyValidation()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                    .setSkipDefaultAudienceValidation()
                    .build()
                    .processToClaims(header.group(1));
            return true;
        } catch (InvalidJwtException | RuntimeException refused) {
            return false;
        }
    }
}
