package io.zenem.jira.jira;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JqlTest {
    @Test
    void escapesWhatWouldEndALiteral() {
        assertThat(Jql.quote("a \"b\" \\ c\n\u0000")).isEqualTo("\"a \\\"b\\\" \\\\ c\\n\\u0000\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-25T23:39:15.250Z, Europe/Berlin, FLOOR, 2026-01-26 00:39",
        "2026-01-25T23:39:15.250Z, Europe/Berlin, CEIL, 2026-01-26 00:40",
        "2026-01-25T23:39:00Z, Asia/Kolkata, FLOOR, 2026-01-26 05:09",
        "2026-01-25T23:39:00Z, Asia/Kolkata, CEIL, 2026-01-26 05:09",
        // clocks go back at 01:00Z: 02:30 is twice, the first pass must not be read as the second
        "2026-10-25T00:30:00Z, Europe/Berlin, FLOOR, 2026-10-25 01:59",
        "2026-10-25T01:30:00Z, Europe/Berlin, FLOOR, 2026-10-25 02:30",
        "2026-10-25T00:30:00Z, Europe/Berlin, CEIL, 2026-10-25 02:30",
        "2026-10-25T01:30:00Z, Europe/Berlin, CEIL, 2026-10-25 03:00",
        // clocks go forward at 01:00Z: the minute after 01:59 is 03:00
        "2026-03-29T00:59:30Z, Europe/Berlin, CEIL, 2026-03-29 03:00",
    })
    void roundsOutwardsInTheAccountsZone(Instant instant, ZoneId zone, Jql.Rounding rounding, String minute) {
        assertThat(Jql.instant(instant, zone, rounding)).isEqualTo('"' + minute + '"');
    }

    @Test
    void writesTheScopeOfAConnector() {
        Jql.Scope scope = new Jql.Scope(
                List.of("ABC", "XYZ"), List.of("Epic", "User \"Story\""), Optional.of("labels = a OR labels = b"));
        assertThat(scope.toJql())
                .isEqualTo("project in (\"ABC\",\"XYZ\") AND issuetype in (\"Epic\",\"User \\\"Story\\\"\")"
                        + " AND (labels = a OR labels = b)");
    }

    @Test
    void isNeverUnbounded() {
        assertThat(new Jql.Scope(List.of(), List.of(), Optional.empty()).toJql())
                .isEqualTo("project is not empty");
    }

    @Test
    void joinsClauses() {
        assertThat(Jql.and("a = 1", "", Jql.inIds("id", List.of(1L, 2L)))).isEqualTo("a = 1 AND id in (1,2)");
    }

    @Test
    void refusesAnEmptyList() {
        assertThatThrownBy(() -> Jql.in("project", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels = zenem",
                "(a = 1 OR (b = 2)) AND c in (1, 2)",
                "summary ~ \"order by (\"",
                "summary ~ 'it\\'s ) fine'",
                "text ~ \"\\\")\"",
                "\"Order\" = by",
                "reorder = bye",
                "cf[10010] = x\\)y",
            })
    void acceptsWhatStaysInside(String fragment) {
        assertThat(Jql.violation(fragment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "a = 1) OR (b = 2",
                "a = 1)",
                "(a = 1",
                "a = \"open",
                "a = 'open",
                "a = \"open\\\"",
                "a = 'x\" ) OR (b = \"y",
                "a = 1 \\",
                "a = 1 ORDER BY key",
                "a = 1 order\n\tby key",
                "a = 1 ORDER\u00a0BY key",
                "ORDER BY key",
                "a = (b) order by key",
                "a = \"b\"order by key",
            })
    void refusesWhatBreaksOut(String fragment) {
        assertThat(Jql.violation(fragment)).isPresent();
    }
}
