package io.zenem.jira.jira;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class JqlPropertiesTest {
    private static final long Y1970 = 0;
    private static final long Y2040 = 2_208_988_800_000L;

    @Property
    void aLiteralReadsBackAsItsText(@ForAll String text) {
        assertThat(unquote(Jql.quote(text))).isEqualTo(text);
    }

    @Property(tries = 3000, maxDiscardRatio = 100)
    void anAcceptedFragmentStaysInsideItsParentheses(
            @ForAll @Chars({'(', ')', '"', '\'', '\\', 'a', ' ', '='}) @StringLength(max = 12) String fragment) {
        Assume.that(Jql.violation(fragment).isEmpty());
        assertThat(closes(Jql.parentheses(fragment))).isEqualTo(fragment.length() + 1);
    }

    @Property(tries = 3000)
    void noInstantFallsOutOfItsBounds(
            @ForAll @LongRange(min = Y1970, max = Y2040) long millis, @ForAll("zones") ZoneId zone) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(meanings(Jql.instant(instant, zone, Jql.Rounding.FLOOR), zone))
                .allSatisfy(bound -> assertThat(bound).isBeforeOrEqualTo(instant));
        assertThat(meanings(Jql.instant(instant, zone, Jql.Rounding.CEIL), zone))
                .allSatisfy(bound -> assertThat(bound).isAfterOrEqualTo(instant));
    }

    @Property(tries = 2000, maxDiscardRatio = 100)
    void noInstantFallsOutNearAChangeOfClocks(
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = Y1970, max = Y2040) long millis,
            @ForAll @LongRange(min = -7_200_000, max = 7_200_000) long away) {
        var transition = zone.getRules().nextTransition(Instant.ofEpochMilli(millis));
        Assume.that(transition != null);
        noInstantFallsOutOfItsBounds(transition.getInstant().plusMillis(away).toEpochMilli(), zone);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    /** Every instant that a reader may take the minute for. */
    private static List<Instant> meanings(String literal, ZoneId zone) {
        LocalDateTime local = LocalDateTime.parse(unquote(literal), DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"));
        var transition = zone.getRules().getTransition(local);
        List<ZoneOffset> offsets = transition == null
                ? zone.getRules().getValidOffsets(local)
                : List.of(transition.getOffsetBefore(), transition.getOffsetAfter());
        return offsets.stream().map(local::toInstant).toList();
    }

    /** A reference reader of a double-quoted JQL literal. */
    private static String unquote(String literal) {
        StringBuilder out = new StringBuilder();
        int end = literal.length() - 1;
        assertThat(literal.charAt(0)).isEqualTo('"');
        assertThat(literal.charAt(end)).isEqualTo('"');
        for (int i = 1; i < end; i++) {
            char c = literal.charAt(i);
            assertThat(c).isNotEqualTo('"');
            if (c == '\\') {
                char escaped = literal.charAt(++i);
                assertThat(i).isLessThan(end);
                switch (escaped) {
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    case 't' -> out.append('\t');
                    case 'u' -> {
                        out.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                        i += 4;
                    }
                    default -> out.append(escaped);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Where the parenthesis at the beginning is closed, by a reference reader; -1 if never. */
    private static int closes(String jql) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < jql.length(); i++) {
            char c = jql.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
