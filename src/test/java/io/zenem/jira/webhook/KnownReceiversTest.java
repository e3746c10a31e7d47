package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownReceiversTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:21:40.250Z");

    private final KnownReceivers known = new KnownReceivers();

    @Test
    void namesThatSomebodyMakesUpPushOutNoConnector() {
        known.remember("acme", Reception.OPEN, NOW);
        IntStream.range(0, 5_000).forEach(i -> known.remember("made-up-" + i, Reception.UNKNOWN, NOW));
        assertThat(known.find("acme", NOW)).contains(Reception.OPEN);
        assertThat(known.find("made-up-0", NOW)).isEmpty();
    }

    @Test
    void whatWasSeenLastCounts() {
        known.remember("acme", Reception.OPEN, NOW);
        known.remember("acme", Reception.SWITCHED_OFF, NOW);
        assertThat(known.find("acme", NOW)).contains(Reception.SWITCHED_OFF);
        known.remember("acme", Reception.OPEN, NOW);
        assertThat(known.find("acme", NOW)).contains(Reception.OPEN);
        assertThat(known.find("acme", NOW.plusSeconds(11))).isEmpty();
    }
}
