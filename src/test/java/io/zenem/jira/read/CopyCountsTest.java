package io.zenem.jira.read;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CopyCountsTest {
    private static final long MANY = Totals.COUNTED + 1;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CopyCounts copies = new CopyCounts(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void aLargeCopysCountsAreRememberedForTenSeconds() {
        counted("acme", MANY);
        now = now.plusSeconds(9);
        assertThat(copies.known("acme")).isEqualTo("{}");
        assertThat(copies.known("globex")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(copies.known("acme")).isEmpty();
    }

    @Test
    void aSmallCopyIsCountedEachTime() {
        counted("acme", MANY);
        counted("acme", Totals.COUNTED);
        assertThat(copies.known("acme")).isEmpty();
    }

    private void counted(String connector, long total) {
        assertThat(copies.keep(Map.of("counts", "{}", "total", total), connector))
                .isEqualTo("{}");
    }
}
