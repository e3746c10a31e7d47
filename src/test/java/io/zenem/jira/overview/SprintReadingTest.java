package io.zenem.jira.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** However much there is to read of a sprint, its ledger asks for no more than it may, and says what it left out. */
class SprintReadingTest {
    private static final long SPRINT = 7;
    private static final JiraRequests REQUESTS = new JiraRequests();
    private static final SyncContext CONTEXT = SyncContext.of(
            "{\"account\": {\"timeZone\": \"UTC\"}, \"scope\": {\"projectIds\": [1]}, \"projects\": [{\"id\": \"1\", \"key\": \"ABC\"}]}");
    private static final JiraField FIELD = JiraField.of(Json.of("{'id': 'customfield_10020', 'name': 'Sprint'}"));

    @Test
    void whatChangedIsAskedOfJiraInTheScopesProjectsSinceTheSprintBegan() {
        SprintReading reading = reading(List.of());
        reading.after(Json.of("[]"));
        assertThat(jql(reading)).startsWith("sprint = 7 ");
        reading.after(Json.of("{'issues': []}"));
        assertThat(jql(reading))
                .isEqualTo("project in (\"ABC\") AND updated >= \"2026-01-05 09:30\" ORDER BY updated ASC, key ASC");
    }

    @Test
    void whatTheCopyAndJiraNameTogetherIsLookedAtOnce() {
        SprintReading reading = reading(List.of(1L, 2L));
        reading.after(Json.of("[]"));
        reading.after(Json.of("{'issues': [{'id': '3', 'fields': {}}]}"));
        reading.after(Json.of("{'issues': [{'id': '2'}, {'id': '3'}, {'id': '4'}]}"));
        assertThat(reading.request(REQUESTS)
                        .body()
                        .orElseThrow()
                        .path("issueIdsOrKeys")
                        .toString())
                .isEqualTo("[\"1\",\"2\",\"4\"]");
        assertThat(reading.tooMany()).isFalse();
    }

    @Test
    void fiveThousandOthersAreLookedAtAndMoreAreSaid() {
        SprintReading reading = reading(List.of());
        String ids = String.join(
                ",",
                LongStream.rangeClosed(1, 5001)
                        .mapToObj("{'id': '%d'}"::formatted)
                        .toList());
        int requests = run(reading, "{'issues': [" + ids + "], 'nextPageToken': 'more'}", "{'issueChangeLogs': []}");
        // statuses, the sprint's issues, which others changed, what a thousand of them changed each
        assertThat(requests).isEqualTo(3 + 5);
        assertThat(reading.tooMany()).isTrue();
        assertThat(reading.cut()).isFalse();
    }

    @Test
    void sixtyRequestsAreTheMost() {
        SprintReading reading = reading(LongStream.rangeClosed(1, 5000).boxed().toList());
        int requests = run(reading, "{'issues': []}", "{'issueChangeLogs': [], 'nextPageToken': 'more'}");
        assertThat(requests).isEqualTo(60);
        assertThat(reading.cut()).isTrue();
    }

    /** The requests until the end of a sprint without issues, with these answers of what others changed. */
    private static int run(SprintReading reading, String others, String logs) {
        reading.after(Json.of("[]"));
        reading.after(Json.of("{'issues': []}"));
        while (reading.open()) {
            boolean search = reading.request(REQUESTS).pathAndQuery().contains("/search/");
            reading.after(Json.of(search ? others : logs));
        }
        return reading.requests();
    }

    private static SprintReading reading(List<Long> others) {
        return new SprintReading(SPRINT, Instant.parse("2026-01-05T09:30:30Z"), CONTEXT, Optional.of(FIELD), others);
    }

    private static String jql(SprintReading reading) {
        return reading.request(REQUESTS).body().orElseThrow().path("jql").asText();
    }
}
