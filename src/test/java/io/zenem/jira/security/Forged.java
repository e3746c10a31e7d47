package io.zenem.jira.security;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.eclipse.microprofile.config.ConfigProvider;

/** Admin tokens that somebody made who wants in, byte by byte, because no library would make them. */
final class Forged {
    private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();
    private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

    private Forged() {}

    /** All of them, each by what is wrong with it. */
    static Map<String, String> tokens() throws IOException, GeneralSecurityException {
        PrivateKey ours = ours();
        PrivateKey another = another();
        String right = claims("zenem-test", "zenem-test", 0, 3600);
        String good = signed(RS256, right, ours);
        String[] parts = good.split("\\.", -1);
        byte[] publicKey = Files.readAllBytes(path("mp.jwt.verify.publickey.location"));
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no algorithm", encoded("{\"alg\":\"none\"}") + "." + encoded(right) + ".");
        tokens.put("no algorithm, in another spelling", encoded("{\"alg\":\"nOnE\"}") + "." + encoded(right) + ".");
        tokens.put(
                "no algorithm, with a signature",
                encoded("{\"alg\":\"none\"}") + "." + encoded(right) + "." + parts[2]);
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("another key", signed(RS256, right, another));
        tokens.put("another key that the header names", signed(withKey(), right, another));
        tokens.put("a key from a file", signed("{\"alg\":\"RS256\",\"kid\":\"../../../dev/null\"}", right, another));
        tokens.put("the public key as a secret", hmac(right, publicKey));
        tokens.put("an empty secret", hmac(right, new byte[] {0}));
        tokens.put("another issuer", signed(RS256, claims("somebody", "zenem-test", 0, 3600), ours));
        tokens.put("another audience", signed(RS256, claims("zenem-test", "another-service", 0, 3600), ours));
        tokens.put("expired", signed(RS256, claims("zenem-test", "zenem-test", -7200, -3600), ours));
        tokens.put("not valid yet", signed(RS256, claims("zenem-test", "zenem-test", 3600, 7200), ours));
        tokens.put("without end", signed(RS256, right.replaceFirst(",\"exp\":\\d+", ""), ours));
        tokens.put("other claims", parts[0] + "." + encoded(right.replace("viewer", "admin")) + "." + parts[2]);
        tokens.put("a flipped bit", good.substring(0, good.length() - 10) + flipped(good));
        tokens.put("a critical extension", signed("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}", right, ours));
        tokens.put("twice", good + "." + parts[2]);
        tokens.put("as JSON", "{\"payload\":\"" + parts[1] + "\"}");
        tokens.put("no JWT", "garbage");
        return tokens;
    }

    /** A right one, so that a test knows that all the others are wrong for their own reason. */
    static String right() throws IOException, GeneralSecurityException {
        return signed(RS256, claims("zenem-test", "zenem-test", 0, 3600), ours());
    }

    /** A right one but for its roles, which are this JSON. */
    static String groups(String json) throws IOException, GeneralSecurityException {
        String claims = claims("zenem-test", "zenem-test", 0, 3600);
        return signed(RS256, claims.replaceFirst("\"groups\":\\[.*?]", "\"groups\":" + json), ours());
    }

    private static String claims(String issuer, String audience, int from, int to) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience
                + "\",\"upn\":\"x\",\"groups\":[\"connector-viewer\",\"connector-admin\"],\"iat\":" + (now + from)
                + ",\"nbf\":" + (now + from) + ",\"exp\":" + (now + to) + "}";
    }

    private static String flipped(String token) {
        String end = token.substring(token.length() - 10);
        return (end.charAt(0) == 'A' ? 'B' : 'A') + end.substring(1);
    }

    private static String signed(String header, String claims, PrivateKey key) throws GeneralSecurityException {
        String content = encoded(header) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return content + "." + URL_SAFE.encodeToString(signature.sign());
    }

    private static String hmac(String claims, byte[] secret) throws GeneralSecurityException {
        String content = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return content + "." + URL_SAFE.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** A header that brings the key which signed it, as JWS allows. */
    private static String withKey() {
        return "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/keys\",\"jwk\":{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"AQAB\"}}";
    }

    private static PrivateKey ours() throws IOException, GeneralSecurityException {
        String pem = Files.readString(path("smallrye.jwt.sign.key.location"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static PrivateKey another() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static Path path(String property) {
        return Path.of(URI.create(ConfigProvider.getConfig().getValue(property, String.class)));
    }

    private static String encoded(String json) {
        return URL_SAFE.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
