package io.zenem.jira.webhook;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryIdentifierTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @Test
    void keepsJirasOwn() {
        assertThat(of("92e0fc10-8a4c-4f1c-b8a7-1f6f8a0e0c11")).isEqualTo("92e0fc10-8a4c-4f1c-b8a7-1f6f8a0e0c11");
    }

    @Test
    void removesWhatPostgresRefuses() {
        assertThat(of(" a\0b\uD800c ")).isEqualTo("abc");
    }

    @Test
    void tellsLongOnesApartInAShortForm() {
        String first = of("x".repeat(5_000));
        String second = of("x".repeat(5_001));
        assertThat(first).hasSize(71).isNotEqualTo(second);
    }

    @Test
    void takesTheBodysDigestWhenTheSenderGivesNone() {
        assertThat(of(""))
                .isEqualTo("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
                .isEqualTo(of("\0"));
    }

    private static String of(String header) {
        return DeliveryIdentifier.of(header, BODY);
    }
}
