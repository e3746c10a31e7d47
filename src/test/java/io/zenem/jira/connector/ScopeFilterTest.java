package io.zenem.jira.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeFilterTest {
    private static final String TYPES =
            "[{'id': '1', 'name': 'İş'}, {'id': '2', 'name': 'Epic'}, {'id': '3', 'name': 'epic'}]";

    @Test
    void typesAreNamedAsJiraWritesThemHoweverTheAdminDid() {
        ScopeFilter scope = scope("{'projectIds': ['7'], 'issueTypes': ['i̇ş', 'EPIC']}", TYPES);
        assertThat(scope.toJql()).isEqualTo("project in (\"ABC\") AND issuetype in (\"Epic\",\"İş\")");
        assertThat(scope.contains(7, "", "iş")).isFalse();
        assertThat(scope.contains(7, "", "İş")).isTrue();
    }

    @Test
    void theOrderOfTheSitesTypesChangesNoFilter() {
        String other = "[{'id': '3', 'name': 'epic'}, {'id': '2', 'name': 'Epic'}, {'id': '1', 'name': 'İş'}]";
        String chosen = "{'projectIds': ['7'], 'issueTypes': ['Epic', 'İş']}";
        assertThat(scope(chosen, other).toJql()).isEqualTo(scope(chosen, TYPES).toJql());
    }

    @Test
    void aWebhookNamesProjectsAndTypesByTheirIds() {
        String types = TYPES.replace("]", ", {'id': '4', 'name': 'Epic', 'scope': {'project': {'id': '8'}}}]");
        ScopeFilter scope = scope("{'projectIds': ['7'], 'issueTypes': ['Epic'], 'jql': 'labels = x'}", types);
        assertThat(scope.toWebhookJql(false)).isEqualTo("project in (7) AND issuetype in (2,3) AND (labels = x)");
        assertThat(scope.toWebhookJql(true)).isEqualTo("project in (7) AND issuetype in (2,3)");
        assertThat(scope("{'projectIds': ['7'], 'issueTypes': ['Gone']}", types).toWebhookJql(true))
                .isEqualTo("project in (7) AND issuetype in (\"Gone\")");
    }

    private static ScopeFilter scope(String chosen, String types) {
        return ScopeFilter.of(json(chosen), json("[{'id': '7', 'key': 'ABC'}]"), json(types));
    }

    private static JsonNode json(String text) {
        return Site.parse(text.replace('\'', '"'));
    }
}
