package io.zenem.jira.overview;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttentionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2025-08-10T10:00:00Z");
    private static final String WELL =
            """
            {"scopeSaved": true, "mappingActive": true, "webhooksEnabled": true, "nextRuns": {"weekday": "x", "weekend": "x"}, "ageSeconds": 3600,
             "counts": {"projects": 10, "stories": 990}, "drift": [], "deadLetters": 0, "olderItems": 0, "vanishedFields": [],
             "lastJob": {"kind": "reconcile", "status": "COMPLETED", "incomplete": []}}
            """;
    private static final String REACHABLE =
            """
            {"reachable": true, "httpStatus": 200, "webhook": {"state": "ok"}, "inbox": {"pending": 0, "oldestAt": null},
             "changes": {"pending": 0, "oldestAt": null}}
            """;

    @Test
    void nothingNeedsAttentionWhereAllIsWell() throws JsonProcessingException {
        assertThat(codes("", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"scopeSaved": false}                                              | {}                                                  | NO_SCOPE
            {"mappingActive": false}                                           | {}                                                  | NO_MAPPING
            {}                                                                 | {"reachable": false, "httpStatus": 401, "lastErrorAt": "x"} | CREDENTIALS_REFUSED
            {}                                                                 | {"reachable": false, "httpStatus": 0, "lastErrorAt": "x"}   | JIRA_UNREACHABLE
            {}                                                                 | {"errorCode": "AUTHORIZATION_NEEDED"}               | AUTHORIZATION_NEEDED
            {}                                                                 | {"credential": {"daysLeft": 13}}                    | CREDENTIALS_END
            {}                                                                 | {"webhook": {"state": "unregistered"}}              | WEBHOOK_UNREGISTERED
            {}                                                                 | {"webhook": {"state": "disabled"}}                  | WEBHOOK_DISABLED
            {"webhooksEnabled": false}                                         | {"webhook": {"state": "disabled"}}                  | WEBHOOKS_OFF
            {}                                                                 | {"webhook": {"state": "missing"}}                   | WEBHOOK_MISSING
            {}                                                                 | {"silence": {"silent": true}}                       | WEBHOOK_SILENT
            {"waiting": "recon_001", "pendingDeletions": 12}                   | {}                                                  | DELETIONS_WAIT
            {"lastJob": {"kind": "reconcile", "status": "FAILED"}}             | {}                                                  | JOB_FAILED
            {"lastJob": {"kind": "reconcile", "incomplete": [{"entity": "sprint", "board": 3, "httpStatus": 403}]}}     | {}                                                  | LISTS_INCOMPLETE
            {"ageSeconds": 172801, "provenAt": "x"}                            | {}                                                  | RECONCILE_OVERDUE
            {"drift": [{"missed": 11}, {"stale": 11}, {"deleted": 11}]}        | {}                                                  | DRIFT
            {}                                                                 | {"inbox": {"pending": 1, "oldestAt": "2025-08-10T09:54:59"}}   | INBOX_GROWS
            {}                                                                 | {"changes": {"pending": 1, "oldestAt": "2025-08-10T09:54:59"}} | OUTBOX_GROWS
            {"deadLetters": 1}                                                 | {}                                                  | DEAD_LETTERS
            {"vanishedFields": ["customfield_1"]}                              | {}                                                  | FIELDS_VANISHED
            {"unmapped": {"values": [{"section": "stories", "target": "status", "name": "Later", "items": 1, "shown": "DONE"}], "mapping": {"stories": {"status": {"enumMap": {}}}}}} | {} | ENUM_UNMAPPED
            {"olderItems": 1}                                                  | {}                                                  | MAPPING_OLDER
            {"unmatchedUsers": 1}                                              | {}                                                  | USERS_UNMATCHED
            """)
    void whatIsWrongIsTold(String facts, String health, String code) throws JsonProcessingException {
        assertThat(codes(facts, health)).containsExactly(code);
    }

    @Test
    void theWorstComesFirst() throws JsonProcessingException {
        assertThat(codes(
                        "{\"olderItems\": 1, \"deadLetters\": 1, \"waiting\": \"recon_001\"}",
                        "{\"webhook\": {\"state\": \"missing\"}}"))
                .containsExactly("WEBHOOK_MISSING", "DELETIONS_WAIT", "DEAD_LETTERS", "MAPPING_OLDER");
    }

    @Test
    void whatIsIncompleteIsNamed() throws JsonProcessingException {
        String facts =
                """
                {"lastJob": {"kind": "reconcile", "incomplete": [{"entity": "sprint", "board": 12, "httpStatus": 403}, {"entity": "user"}]}}
                """;
        assertThat(Attention.of(over(WELL, facts), over(REACHABLE, ""), "acme", NOW))
                .extracting(AttentionEntry::message)
                .containsExactly("The last reconcile could not read everything: sprint of board 12 (HTTP 403), user.");
    }

    @Test
    void aSpanWithoutAScheduleForWeekendsIsLonger() throws JsonProcessingException {
        String days = "\"ageSeconds\": 259200, \"nextRuns\": {\"weekday\": \"x\", \"weekend\": ";
        assertThat(codes("{" + days + "\"x\"}}", "")).containsExactly("RECONCILE_OVERDUE");
        assertThat(codes("{" + days + "null}}", "")).isEmpty();
    }

    @Test
    void twoReconcilesWithDriftAreNoTrend() throws JsonProcessingException {
        assertThat(codes("{\"drift\": [{\"missed\": 0}, {\"missed\": 500}, {\"missed\": 500}]}", ""))
                .isEmpty();
    }

    private static List<String> codes(String facts, String health) throws JsonProcessingException {
        return Attention.of(over(WELL, facts), over(REACHABLE, health), "acme", NOW).stream()
                .map(AttentionEntry::code)
                .toList();
    }

    private static JsonNode over(String usual, String change) throws JsonProcessingException {
        return change.isEmpty()
                ? JSON.readTree(usual)
                : JSON.readerForUpdating(JSON.readTree(usual)).readTree(change);
    }
}
