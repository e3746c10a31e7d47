package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HmacSignatureTest {
    // Jira's own example (developer.atlassian.com, webhooks, "Secure admin webhooks")
    private static final String SECRET = "It's a Secret to Everybody";
    private static final byte[] BODY = "Hello World!".getBytes(StandardCharsets.UTF_8);
    private static final String HEX = "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "sha256=",
                "sha256=a4771c39",
                "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c",
                "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9a4",
                "sha256=zz771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha256=b4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha1=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha512=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha256=sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9\n",
            })
    void rejectsEveryHeaderButTheRightOne(String header) {
        assertThat(HmacSignature.valid(BODY, header, SECRET)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "another secret"})
    void rejectsWithoutTheRightSecret(String secret) {
        assertThat(HmacSignature.valid(BODY, "sha256=" + HEX, secret)).isFalse();
    }

    @Test
    void rejectsAMissingBody() {
        assertThat(HmacSignature.valid(null, "sha256=" + HEX, SECRET)).isFalse();
    }

    @Property
    void rejectsOneFlippedBitOfTheSignature(@ForAll @IntRange(max = 255) int bit) {
        byte[] signature = HexFormat.of().parseHex(HEX);
        signature[bit / 8] = (byte) (signature[bit / 8] ^ (1 << bit % 8));
        assertThat(HmacSignature.valid(BODY, HexFormat.of().formatHex(signature), SECRET))
                .isFalse();
    }

    @Property
    void rejectsOneFlippedBitOfTheBody(@ForAll @IntRange(max = 95) int bit) {
        byte[] body = BODY.clone();
        body[bit / 8] = (byte) (body[bit / 8] ^ (1 << bit % 8));
        assertThat(HmacSignature.valid(body, HEX, SECRET)).isFalse();
    }

    @Test
    void acceptsJirasExample() {
        assertThat(HmacSignature.sign(BODY, SECRET)).isEqualTo("sha256=" + HEX);
        assertThat(HmacSignature.valid(BODY, "sha256=" + HEX, SECRET)).isTrue();
    }

    @Test
    void acceptsBareAndUpperCaseDigits() {
        assertThat(HmacSignature.valid(BODY, HEX, SECRET)).isTrue();
        assertThat(HmacSignature.valid(BODY, "sha256=" + HEX.toUpperCase(Locale.ROOT), SECRET))
                .isTrue();
    }

    @Property
    void acceptsWhatItSigned(@ForAll byte[] body, @ForAll @NotBlank String secret) {
        assertThat(HmacSignature.valid(body, HmacSignature.sign(body, secret), secret))
                .isTrue();
    }

    @Test
    void doesNotSignWithoutASecret() {
        assertThatThrownBy(() -> HmacSignature.sign(BODY, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
