package io.zenem.jira.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is taken for the key of the admin tokens. */
class JwtKeyTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 256"})
    void takesAPublicKeyAndRefusesAPrivateOne(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        assertThat(JwtKey.problem(pem("PUBLIC", pair.getPublic().getEncoded()))).isEmpty();
        assertThat(JwtKey.problem(pem("PRIVATE", pair.getPrivate().getEncoded())))
                .isPresent();
    }

    @Test
    void readsAFileHoweverItIsNamed() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        Path file = folder.resolve("public.pem");
        Files.writeString(
                file, pem("PUBLIC", generator.generateKeyPair().getPublic().getEncoded()));
        assertThat(JwtKey.problemAt(file.toString())).isEmpty();
        assertThat(JwtKey.problemAt("file:" + file)).isEmpty();
        assertThat(JwtKey.problemAt(file.toUri().toString())).isEmpty();
        assertThat(JwtKey.problemAt("https://login.example.com/keys")).isEmpty();
        assertThat(JwtKey.problemAt("file:" + file + ".missing"))
                .get()
                .asString()
                .contains("cannot be read", "public.pem.missing");
        assertThat(JwtKey.problemAt(folder.toString())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"''", "garbage", "{}"})
    void refusesWhatIsNoKey(String text) {
        assertThat(JwtKey.problem(text)).isPresent();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + " KEY-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + " KEY-----\n";
    }
}
