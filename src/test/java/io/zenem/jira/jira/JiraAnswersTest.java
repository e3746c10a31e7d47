package io.zenem.jira.jira;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Jira does not let the account see or do ends in a message that says what to grant. */
class JiraAnswersTest {
    private static final JiraAccess ACCOUNT = access("basic");
    private static final JiraAccess APP = access("oauth2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rest/api/3/issue/bulkfetch|the project permission Browse Projects|read:jira-work",
                "/rest/api/3/search/jql|the project permission Browse Projects|read:jira-work",
                "/rest/api/3/project/10010/version?startAt=0|the project permission Browse Projects|read:jira-work",
                "/rest/agile/1.0/board?projectKeyOrId=1|access to Jira Software|read:board-scope:jira-software",
                "/rest/agile/1.0/board/1/sprint?startAt=0|access to Jira Software|read:sprint:jira-software",
                "/rest/agile/1.0/board/1/configuration|access to Jira Software|read:board-scope.admin:jira-software",
                "/rest/api/3/field|access to Jira|read:jira-work",
                "/rest/api/3/users/search?startAt=0|Browse users and groups|read:jira-user",
                "/rest/api/3/user/bulk?maxResults=50|Browse users and groups|read:jira-user",
                "/rest/webhooks/1.0/webhook|Administer Jira|manage:jira-webhook",
                "/rest/api/3/webhook|Administer Jira|manage:jira-webhook"
            })
    void aForbiddenQuestionSaysWhatToGrant(String path, String permission, String scope) {
        assertThatThrownBy(() -> read(403, "{\"errorMessages\": [\"No.\"]}", path, ACCOUNT))
                .hasMessageStartingWith("Jira forbids it to this account (HTTP 403), saying: No: grant the account ")
                .hasMessageContaining(permission)
                .hasMessageNotContaining("scope");
        assertThatThrownBy(() -> read(403, "{}", path, APP)).hasMessageContainingAll(permission, scope);
    }

    @Test
    void aTextHasNothingThatTheDatabaseRefuses() {
        JsonNode version =
                read(200, "{\"name\": \"half \\ud83d, none\\u0000, whole \\ud83d\\ude00\"}", "/version/1", ACCOUNT);
        assertThat(version.path("name").asText()).isEqualTo("half \uFFFD, none, whole \uD83D\uDE00");
    }

    @Test
    void anAppIsAuthorizedAgainAndAnAccountSavedAgain() {
        assertThatThrownBy(() -> read(401, "{}", "/rest/api/3/field", APP))
                .hasMessage("Jira does not accept the credentials (HTTP 401): authorize again with"
                        + " POST /admin/connectors/acme/oauth/start.");
        assertThatThrownBy(() -> read(401, "{}", "/rest/api/3/field", ACCOUNT))
                .hasMessageContaining("save the connector's auth again");
    }

    @Test
    void aScopeThatIsMissingIsNamed() {
        assertThatThrownBy(() -> read(
                        401,
                        "{\"code\": 401, \"message\": \"Unauthorized; scope does not match\"}",
                        "/rest/agile/1.0/board/1/sprint",
                        APP))
                .hasMessageContainingAll("allow the app the scope read:sprint:jira-software", "/oauth/start");
    }

    private static JiraAccess access(String type) {
        return new JiraAccess("acme", "", type, null, null, null, null, null, false, null, 0, 0, 0, false);
    }

    private static JsonNode read(int status, String body, String path, JiraAccess access) {
        return new JiraAnswers()
                .read(
                        HttpAnswer.of(
                                status,
                                Map.of("Content-Type", "application/json"),
                                body.getBytes(StandardCharsets.UTF_8),
                                Instant.EPOCH,
                                Instant.EPOCH),
                        JiraRequest.get(path),
                        access);
    }
}
