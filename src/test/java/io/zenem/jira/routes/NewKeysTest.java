package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An epic that moves gets another key, and Jira leaves the updated of its children alone. */
@QuarkusTest
class NewKeysTest {
    private static final String SHOWN_AS_TEXT = mapping("\"attributes.epicKey\": {\"fieldId\": \"parent\"}");

    @Test
    void aReconcileBringsTheNewKeyToEveryTextThatIsMadeOfTheParent() {
        try (Site site = copied(Site.bare(200), SHOWN_AS_TEXT)) {
            site.jira().silently().move(epic(site, "ABC"), "XYZ");
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(upserts(site.reconcile("{}"))).isZero();
        }
    }

    @Test
    void whereTheFormerTextIsUnknownOnlyThoseThatShowAnotherAreReadAgain() throws SQLException {
        try (Site site = copied(Site.bare(200), SHOWN_AS_TEXT)) {
            String epic = epic(site, "ABC");
            JsonNode before = site.reconcile("{}");
            Rows.change("update jira.reference set shown = '' where connector_id = ? and ref like 'parent:%'", site.id);
            Rows.change(
                    """
                    update jira.item set fields = jsonb_set(fields, '{attributes,epicKey}', '"OLD-1"') where connector_id = ? and jira_id = (
                        select max(jira_id) from jira.item where connector_id = ? and fields -> 'parent' ->> 'jiraKey' = ?)""",
                    site.id,
                    site.id,
                    epic);
            JsonNode after = site.reconcile("{}");
            site.assertExactCopy();
            assertThat(upserts(after)).isEqualTo(1);
            assertThat(fetched(after)).isEqualTo(fetched(before) + 1);
        }
    }

    private static Site copied(Site site, String mapping) {
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(mapping);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    private static String mapping(String more) {
        return Site.MAPPING.replace("\"attributes.start\"", more + ", \"attributes.start\"");
    }

    /** The epic of a project that most stories hang on. */
    private static String epic(Site site, String project) {
        return site.truth().values().stream()
                .map(item -> item.at("/parent/jiraKey").asText())
                .filter(key -> key.startsWith(project + "-")
                        && site.truth().values().stream()
                                .anyMatch(item -> item.path("jiraKey").asText().equals(key)
                                        && item.path("kind").asText().equals("projects")))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static int upserts(JsonNode job) {
        return job.at("/progress/upserts").asInt();
    }

    private static int fetched(JsonNode job) {
        return job.at("/progress/issuesFetched").asInt();
    }
}
