package io.zenem.jira.api;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WireTimeTest {
    @Test
    void writesUtcSecondsWithoutZone() {
        assertThat(WireTime.format(Instant.parse("2025-08-10T10:00:00.999Z"))).isEqualTo("2025-08-10T10:00:00");
    }

    @Test
    void readsTheContractsFormAndOffsets() {
        Instant ten = Instant.parse("2025-08-10T10:00:00Z");
        assertThat(WireTime.parse("2025-08-10T10:00:00")).contains(ten);
        assertThat(WireTime.parse("2025-08-10T10:00:00Z")).contains(ten);
        assertThat(WireTime.parse("2025-08-10T15:30:00+05:30")).contains(ten);
        assertThat(WireTime.parse("yesterday")).isEmpty();
    }
}
