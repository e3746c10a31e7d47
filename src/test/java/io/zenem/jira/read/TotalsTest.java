package io.zenem.jira.read;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

import io.zenem.jira.api.PageRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TotalsTest {
    private static final long MANY = Totals.COUNTED + 1;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Totals totals = new Totals(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void aLargeNumberIsRememberedForTenSeconds() {
        answered("acme", "DONE", MANY);
        now = now.plusSeconds(9);
        assertThat(known("acme", "DONE")).isEqualTo(MANY);
        answered("acme", "DONE", MANY);
        now = now.plusSeconds(1);
        assertThat(known("acme", "DONE")).isEqualTo(-1);
    }

    @Test
    void aNumberThatIsNotLargeIsCountedEachTime() {
        answered("acme", "DONE", MANY);
        now = now.plusSeconds(10);
        answered("acme", "DONE", Totals.COUNTED);
        assertThat(known("acme", "DONE")).isEqualTo(-1);
    }

    @Test
    void everyListHasItsOwnNumber() {
        answered("acme", "DONE", MANY);
        assertThat(known("acme", "BLOCKED")).isEqualTo(-1);
        assertThat(known("globex", "DONE")).isEqualTo(-1);
    }

    @Test
    void moreThanAThousandAreNotRemembered() {
        for (int i = 0; i <= 1000; i++) {
            answered("acme", "filter " + i, MANY);
        }
        assertThat(known("acme", "filter 0")).isEqualTo(-1);
        assertThat(known("acme", "filter 1000")).isEqualTo(MANY);
    }

    @Test
    void aLargeCopysCountsAreRememberedForTenSeconds() {
        counted("acme", MANY);
        now = now.plusSeconds(9);
        assertThat(totals.counts("acme")).isEqualTo("{}");
        assertThat(totals.counts("globex")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(totals.counts("acme")).isEmpty();
    }

    @Test
    void aSmallCopyIsCountedEachTime() {
        counted("acme", MANY);
        counted("acme", Totals.COUNTED);
        assertThat(totals.counts("acme")).isEmpty();
    }

    private void counted(String connector, long total) {
        assertThat(totals.counted(Map.of("counts", "{}", "total", total), connector))
                .isEqualTo("{}");
    }

    private void answered(String connector, String filter, long total) {
        PageRequest asked = totals.known(page(connector, filter));
        totals.page(asked, Map.of("answer", "{}", "total", total));
    }

    private long known(String connector, String filter) {
        return totals.known(page(connector, filter)).total();
    }

    private static PageRequest page(String connector, String filter) {
        return new PageRequest(connector, filter, 0, 20, PageRequest.UNKNOWN);
    }
}
