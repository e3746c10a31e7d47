package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** In dev and test, and only there: a key pair of the service's own for the admin tokens, kept in the data folder. */
public final class DevKeysConfig implements ConfigSourceFactory {
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Settings settings = new Settings(context);
        boolean configured = Stream.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location")
                .anyMatch(name -> settings.value(name).isPresent());
        if (settings.production() || configured) {
            return List.of();
        }
        Path keys = settings.dataFolder();
        Path publicKey = keys.resolve("dev-public-key.pem");
        Path privateKey = keys.resolve("dev-private-key.pem");
        if (!Files.exists(privateKey)) {
            write(publicKey, privateKey);
        }
        Map<String, String> values = Map.of(
                "mp.jwt.verify.publickey.location", publicKey.toUri().toString(),
                "smallrye.jwt.sign.key.location", privateKey.toUri().toString());
        return List.of(new PropertiesConfigSource(values, "development keys", ORDINAL));
    }

    private static void write(Path publicKey, Path privateKey) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            PrivateFile.write(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            PrivateFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }
}
