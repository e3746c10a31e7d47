package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.zenem.jira.crypto.Secrets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes {@link Secrets} from the configuration; only dev and test make a key of their own, kept in the data folder. */
class SecretsProducer {
    @Produces
    @Singleton
    Secrets secrets(
            @ConfigProperty(name = "connector.encryption-key") Optional<List<String>> keys,
            @ConfigProperty(name = "connector.data-dir") Path dataFolder) {
        if (keys.isPresent()) {
            return Secrets.withKeys(keys.get());
        }
        if (!LaunchMode.current().isDevOrTest()) {
            throw new IllegalStateException("connector.encryption-key is not set");
        }
        return Secrets.withKeys(List.of(ownKey(dataFolder.resolve("dev-encryption-key"))));
    }

    private static String ownKey(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[32];
                new SecureRandom().nextBytes(key);
                PrivateFile.write(file, Base64.getEncoder().encodeToString(key));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
