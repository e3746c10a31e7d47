package io.zenem.jira.api;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a path names, by which a route for several of them tells which one it was. */
class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/admin/connectors/acme/sync/backfill, backfill",
        "/admin/connectors/acme/sync/backfill/, backfill",
        "/admin/connectors/acme/sync/backfill?page=1, backfill",
        "/admin/connectors/acme, acme",
        "/, ''"
    })
    void theLastSegmentIsNamedWhateverStandsBehindIt(String path, String last) {
        assertThat(RequestPath.parameters(path)).containsEntry("last", last);
    }
}
