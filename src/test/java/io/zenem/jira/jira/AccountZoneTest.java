package io.zenem.jira.jira;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class AccountZoneTest {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    @Property(tries = 300)
    void whicheverZoneItIsABoundIncludesItsInstant(
            @ForAll @IntRange(min = -12 * 4, max = 14 * 4) int quarters,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
        ZoneOffset real = ZoneOffset.ofTotalSeconds(quarters * 15 * 60);
        Instant at = Instant.ofEpochSecond(second);
        AccountZone zone = AccountZone.of("Atlantis/New_Town");
        assertThat(read(zone.updatedFrom(at), real)).isBeforeOrEqualTo(at);
        assertThat(read(zone.updatedTo(at), real)).isAfterOrEqualTo(at);
    }

    @Example
    void noNameIsNoZone() {
        assertThat(AccountZone.of("").known()).isEmpty();
        assertThat(AccountZone.of("Asia/Kolkata").known()).isPresent();
    }

    /** The literal as Jira reads it. */
    private static Instant read(String clause, ZoneOffset real) {
        return LocalDateTime.parse(clause.substring(clause.indexOf('"') + 1, clause.length() - 1), MINUTE)
                .toInstant(real);
    }
}
