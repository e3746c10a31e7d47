package io.zenem.jira.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.zenem.jira.crypto.Secrets;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Production starts with its keys or not at all. The check stands here, where configuration is read, because nothing has been
 * started yet that would have to be stopped: one sentence, no stack trace, no half-started database.
 */
public final class RequiredKeysConfig implements ConfigSourceFactory {
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean production = context.getProfiles().stream().noneMatch(List.of("dev", "test")::contains);
        if (production && RunningApplication.isThis()) {
            missing(context).ifPresent(RequiredKeysConfig::refuse);
        }
        return List.of();
    }

    private static Optional<String> missing(ConfigSourceContext context) {
        Optional<String> encryption = value(context, "connector.encryption-key");
        if (encryption.isEmpty()) {
            return Optional.of(
                    "connector.encryption-key is not set; make one with: openssl rand -base64 32, and give it as"
                            + " the environment variable CONNECTOR_ENCRYPTION_KEY.");
        }
        try {
            Secrets.withKeys(Arrays.asList(encryption.get().split(",", -1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.of(malformed.getMessage());
        }
        if (value(context, "mp.jwt.verify.publickey").isEmpty()
                && value(context, "mp.jwt.verify.publickey.location").isEmpty()) {
            return Optional.of("mp.jwt.verify.publickey.location is not set; make a key pair with: openssl genrsa -out"
                    + " private.pem 2048 && openssl rsa -in private.pem -pubout -out public.pem, and name public.pem (or a"
                    + " JWKS URL) there.");
        }
        if (value(context, "mp.jwt.verify.issuer").isEmpty()) {
            return Optional.of("mp.jwt.verify.issuer is not set; name the issuer (iss) of your admin tokens there.");
        }
        return Optional.empty();
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(text -> !text.isBlank());
    }

    private static void refuse(String sentence) {
        System.err.println("Not started: " + sentence);
        // not exit(): its hooks would wait for a start that waits for us, and nothing is open yet
        Runtime.getRuntime().halt(1);
    }
}
