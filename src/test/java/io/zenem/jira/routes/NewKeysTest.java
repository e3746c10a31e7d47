package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.Differences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aNameThatWasForgottenIsReadWithOneOfTheIssuesThatShowIt() throws SQLException {
        try (Site site = copied(Site.bare(200), SHOWN_AS_TEXT)) {
            Rows.change("delete from jira.label where connector_id = ? and ref like 'parent:%'", site.id);
            JsonNode after = site.reconcile("{}");
            site.assertExactCopy();
            assertThat(upserts(after)).isZero();
        }
    }

    /** On Cloud the epic link tells a key, and the parent beside it the id. */
    private static final String EPIC_LINK = mapping(
                    "\"attributes.epicKey\": {\"fieldId\": \"parent\"}, \"attributes.epic\": {\"fieldId\": \"customfield_10014\"}")
            .replace("\"parent\": {\"fieldId\": \"parent\"}", "\"parent\": {\"fieldId\": \"customfield_10014\"}");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aParentThatAnEpicLinkTellsFollowsTheEpicThroughTheScope(boolean dataCenter) {
        try (Site site = copied(dataCenter ? Site.dataCenter(200) : Site.bare(200), EPIC_LINK)) {
            String moved = site.jira().silently().move(epic(site, "ABC"), "XYZ").key();
            site.reconcile("{}");
            site.assertExactCopy();
            site.jira().silently().move(moved, "ABC");
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(upserts(site.reconcile("{}"))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aParentThatAnEpicLinkTellsFollowsTheEpicOutOfTheScopeAndOutside(boolean dataCenter) {
        try (Site site = copied(dataCenter ? Site.dataCenter(200) : Site.bare(200), EPIC_LINK)) {
            String out = site.jira().silently().move(epic(site, "ABC"), "TEAM").key();
            site.reconcile("{}");
            assertParentKey(site, out);
            site.jira().silently().addProject("FAR", "Far away", false);
            String farther = site.jira().silently().move(out, "FAR").key();
            site.reconcile("{}");
            assertParentKey(site, farther);
            if (!dataCenter) {
                site.assertExactCopy();
            }
            assertThat(upserts(site.reconcile("{}"))).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWebhookOfTheEpicIsEnoughWhereItsChildrenTellItsKey(boolean dataCenter) {
        try (Site site = copied(dataCenter ? Site.dataCenter(200) : Site.bare(200), EPIC_LINK)) {
            site.post("/webhooks/register", "{}").is(200);
            String moved = site.jira().move(epic(site, "ABC"), "XYZ").key();
            site.awaitWebhooks();
            site.assertExactCopy();
            String out = site.jira().move(moved, "TEAM").key();
            site.awaitWebhooks();
            site.reconcile("{}");
            assertParentKey(site, out);
        }
    }

    /** Data Center does not tell the id of what the copy has not got. */
    private static void assertParentKey(Site site, String key) {
        assertThat(site.copy().values())
                .filteredOn(item -> item.at("/attributes/epic").asText().equals(key))
                .isNotEmpty()
                .allSatisfy(item -> {
                    JsonNode parent = item.path("parent");
                    assertThat(parent.path("jiraKey").asText()).isEqualTo(key);
                });
        assertThat(Differences.between(site.truth(), site.copy()))
                .allSatisfy(difference -> assertThat(difference).contains("\"jiraId\":null,\"jiraKey\":\"" + key));
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
        Collection<JsonNode> items = site.truth().values();
        Set<String> epics = items.stream()
                .filter(item -> item.path("kind").asText().equals("projects"))
                .map(item -> item.path("jiraKey").asText())
                .collect(Collectors.toSet());
        return items.stream()
                .map(item -> item.at("/parent/jiraKey").asText())
                .filter(key -> key.startsWith(project + "-") && epics.contains(key))
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
}
