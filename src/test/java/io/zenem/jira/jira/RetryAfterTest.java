package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T17:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5",
                " 1.5 |1.5",
                "3600|3600",
                "Sat, 28 Nov 2026 17:00:30 GMT|30",
                "5, 9|9",
                "5, 9223372036854775807|5",
                "0, 7|7"
            })
    void whatCanBeMeantIsKept(String header, double seconds) {
        assertThat(answer(Map.of("Retry-After", header)).pause()).contains(Duration.ofMillis((long) (seconds * 1000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3601",
                "1e9",
                "9223372036854775807",
                "99999999999999999999999999999999999999",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void whatCannotBeMeantIsAFewMinutes(String header) {
        HttpAnswer answer = answer(Map.of("Retry-After", header));
        assertThat(answer.pauseSeconds()).isEqualTo(300);
        assertThat(answer.askedSeconds()).isGreaterThan(3600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-5",
                "-0.1",
                "",
                "soon",
                "NaN",
                "Infinity",
                "0x10",
                "1d",
                "Sat, 28 Nov 2026 16:59:59 GMT",
                "5;6"
            })
    void whatAsksForNothingIsNoWish(String header) {
        assertThat(answer(Map.of("Retry-After", header)).pause()).isEmpty();
    }

    @Test
    void jirasDatesAreOfJirasClock() {
        assertThat(answer(Map.of(
                                "Date",
                                "Sat, 28 Nov 2026 17:01:30 GMT",
                                "Retry-After",
                                "Sat, 28 Nov 2026 17:01:40 GMT"))
                        .pause())
                .contains(Duration.ofSeconds(10));
        assertThat(answer(Map.of("Date", "Sat, 28 Nov 2026 17:01:30 GMT", "X-RateLimit-Reset", "2026-11-28T17:02Z"))
                        .pause())
                .contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 28 Nov 2026 17:01:30 GMT|90",
                "Sat, 28 Nov 2026 17:00:00 GMT|0",
                "Sat, 28 Nov 2026 16:59:59 GMT|0",
                "Sat, 28 Nov 2026 16:58:29 GMT|-90",
                "Thu, 01 Jan 1970 00:00:00 GMT|",
                "Fri, 31 Dec 9999 23:59:59 GMT|",
                "yesterday|"
            })
    void theClockOfJiraIsRightUnlessItsDateSaysOtherwise(String date, Integer ahead) {
        assertThat(answer(Map.of("Date", date)).aheadMillis()).isEqualTo(ahead == null ? null : ahead * 1000L);
    }

    private static HttpAnswer answer(Map<String, Object> headers) {
        return HttpAnswer.of(429, headers, new byte[0], NOW, NOW);
    }
}
