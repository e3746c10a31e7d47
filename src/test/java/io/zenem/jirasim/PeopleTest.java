package io.zenem.jirasim;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** People as Jira shows them (facts 8). */
class PeopleTest {
    private static final String ALL = "/rest/api/3/users/search";
    private static final String SEARCH = "/rest/api/3/user/search";

    private static DemoServer server;
    private static JiraClient jira;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(20));
        jira = JiraClient.member(server);
        server.site().addUser("hidden:1", "atlassian", "Hidden", Optional.of("hidden@demo.example"), false, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theListHasEverybodyAndEndsWithAnEmptyPage() throws IOException {
        JsonNode all = jira.read(ALL + "?maxResults=1000");
        assertThat(all.isArray()).isTrue();
        assertThat(all.findValuesAsText("accountType")).contains("atlassian", "app", "customer");
        assertThat(all.findValuesAsText("active")).contains("true", "false");
        assertThat(jira.read(ALL + "?startAt=" + all.size())).isEmpty();
    }

    @Test
    void aHiddenAddressIsShownToNobodyAndFound() throws IOException {
        JsonNode found = jira.read(SEARCH + "?query=HIDDEN%40demo");
        assertThat(found.findValuesAsText("accountId")).containsExactly("hidden:1");
        assertThat(found.path(0).has("emailAddress")).isFalse();
    }

    @Test
    void theSearchFindsActivePeopleOnly() throws IOException {
        assertThat(jira.read(SEARCH + "?query=gone%40demo.example")).isEmpty();
        assertThat(jira.read(SEARCH + "?query=sam")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'',400", "?query=a&accountId=b,400", "?query=a,200", "?accountId=hidden:1,200"})
    void theSearchWantsOneQuestion(String query, int status) throws IOException {
        assertThat(jira.get(SEARCH + query).statusCode()).isEqualTo(status);
    }

    @Test
    void whoIsRemovedIsNoLongerKnown() throws IOException {
        server.site().addUser("removed:1", "atlassian", "Removed", Optional.empty(), false, true);
        server.site().removeUser("removed:1");
        assertThat(jira.get("/rest/api/3/user?accountId=removed%3A1").statusCode())
                .isEqualTo(404);
        assertThat(jira.read("/rest/api/3/user/bulk?accountId=removed%3A1").path("values"))
                .isEmpty();
    }
}
