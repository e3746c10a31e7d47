package io.zenem.jira.platform;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.smallrye.jwt.util.ResourceUtils;

/** Whether what is configured as the key of the admin tokens is a key. Otherwise every request would fail, and none would say why. */
final class JwtKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private JwtKey() {}

    /** What is wrong with a key at a file, in the class path or at a URL; a URL's answer is not looked at, it may come later. */
    static Optional<String> problemAt(String location) {
        if (location.startsWith("http://") || location.startsWith("https://")) {
            return Optional.empty();
        }
        Optional<String> text = read(location);
        return text.isPresent()
                ? problem(text.get()).map(problem -> problem + " It was read from " + location + ".")
                : Optional.of(
                        "mp.jwt.verify.publickey.location cannot be read (" + location
                                + "); name a PEM file there that this process may read, as file:/etc/zenem/public.pem, or a JWKS URL.");
    }

    /** As SmallRye reads it later. */
    private static Optional<String> read(String location) {
        try {
            return Optional.ofNullable(ResourceUtils.readResource(location));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** What is wrong with a key's text: PEM with a public key or a certificate, or a JSON Web Key (set). */
    static Optional<String> problem(String text) {
        boolean known = text.contains("-----BEGIN CERTIFICATE-----")
                || (text.strip().startsWith("{") && (text.contains("\"keys\"") || text.contains("\"kty\"")));
        return known || isPublicKey(text)
                ? Optional.empty()
                : Optional.of("the key of the admin tokens (mp.jwt.verify.publickey) is no public key;"
                        + " make its file with: openssl rsa -in private.pem -pubout -out public.pem.");
    }

    private static boolean isPublicKey(String pem) {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]*-----", ""));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        return ALGORITHMS.stream().anyMatch(algorithm -> {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)) != null;
            } catch (GeneralSecurityException another) {
                return false;
            }
        });
    }
}
