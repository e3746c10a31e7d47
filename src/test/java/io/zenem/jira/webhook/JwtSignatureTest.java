package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JwtSignatureTest {
    private static final String SECRET = "a client secret of Atlassian's, of some length";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SOON = NOW.getEpochSecond() + 180;

    @Test
    void acceptsWhatTheAppsSecretSigned() throws JoseException {
        assertThat(JwtSignature.valid("Bearer " + hs256(SECRET, SOON), SECRET, NOW))
                .isTrue();
        assertThat(JwtSignature.valid("bearer " + hs256("short", SOON), "short", NOW))
                .isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJIUzI1NiJ9.e30.",
                "JWT x",
                "Basic eHh4eHh4eHh4eHh4eHh4eHh4eHg="
            })
    void rejectsWhatIsNoToken(String header) {
        assertThat(JwtSignature.valid(header, SECRET, NOW)).isFalse();
    }

    @Test
    void rejectsAnotherSecret() throws JoseException {
        String token = hs256("another secret of about the same length....", SOON);
        assertThat(JwtSignature.valid("Bearer " + token, SECRET, NOW)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void rejectsWithoutASecret(String secret) throws JoseException {
        assertThat(JwtSignature.valid("Bearer " + hs256(SECRET, SOON), secret, NOW))
                .isFalse();
    }

    @Test
    void rejectsNoAlgorithm() {
        String claims = "{\"exp\":" + SOON + "}";
        for (String alg : new String[] {"none", "None", "NONE"}) {
            String token = part("{\"alg\":\"" + alg + "\"}") + "." + part(claims) + ".";
            assertThat(JwtSignature.valid("Bearer " + token, SECRET, NOW)).isFalse();
        }
    }

    @Test
    void rejectsOtherAlgorithmsEvenWithTheRightSecret() throws JoseException, NoSuchAlgorithmException {
        assertThat(JwtSignature.valid(
                        "Bearer "
                                + signed(
                                        AlgorithmIdentifiers.HMAC_SHA512,
                                        new HmacKey((SECRET + SECRET).getBytes(StandardCharsets.UTF_8)),
                                        SOON),
                        SECRET + SECRET,
                        NOW))
                .isFalse();
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String rs256 = signed(AlgorithmIdentifiers.RSA_USING_SHA256, pair.getPrivate(), SOON);
        assertThat(JwtSignature.valid("Bearer " + rs256, SECRET, NOW)).isFalse();
        // the header says RS256, the signature is our HMAC
        String[] parts = hs256(SECRET, SOON).split("\\.", -1);
        assertThat(JwtSignature.valid(
                        "Bearer " + part("{\"alg\":\"RS256\"}") + "." + parts[1] + "." + parts[2], SECRET, NOW))
                .isFalse();
    }

    @Test
    void rejectsWhatHasEndedOrNeverEnds() throws JoseException {
        assertThat(JwtSignature.valid("Bearer " + hs256(SECRET, NOW.getEpochSecond() - 61), SECRET, NOW))
                .isFalse();
        assertThat(JwtSignature.valid("Bearer " + hs256(SECRET, NOW.getEpochSecond() - 30), SECRET, NOW))
                .isTrue();
        assertThat(JwtSignature.valid(
                        "Bearer " + signed(AlgorithmIdentifiers.HMAC_SHA256, key(SECRET), 0), SECRET, NOW))
                .isFalse();
    }

    @Test
    void rejectsOneFlippedBitAnywhere() throws JoseException {
        String token = hs256(SECRET, SOON);
        for (int i = 0; i < token.length(); i += 7) {
            char flipped = token.charAt(i) == 'A' ? 'Q' : 'A';
            if (token.charAt(i) != '.') {
                String wrong = token.substring(0, i) + flipped + token.substring(i + 1);
                assertThat(JwtSignature.valid("Bearer " + wrong, SECRET, NOW))
                        .as(wrong)
                        .isFalse();
            }
        }
    }

    private static String hs256(String secret, long exp) throws JoseException {
        return signed(AlgorithmIdentifiers.HMAC_SHA256, key(secret), exp);
    }

    private static HmacKey key(String secret) {
        return new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(String algorithm, Key key, long exp) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setPayload(exp == 0 ? "{\"iss\":\"app\"}" : "{\"iss\":\"app\",\"exp\":" + exp + "}");
        jws.setKey(key);
        jws.setDoKeyValidation(false);
        return jws.getCompactSerialization();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
