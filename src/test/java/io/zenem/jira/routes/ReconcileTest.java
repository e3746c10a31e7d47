package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A reconcile among things that are seldom and do happen. */
@QuarkusTest
class ReconcileTest {
    private static final String WITH_SEVERITY = Site.MAPPING
            .replace("\"owner\"", "\"attributes.severity\": {\"fieldId\": \"customfield_10030\"}, \"owner\"")
            .replace(
                    "\"attributes.start\"",
                    "\"attributes.severity\": {\"fieldId\": \"customfield_10030\"}, \"attributes.start\"");

    @Test
    void anIssueThatIsReadForTwoReasonsDoesNotStopTheJob() {
        try (Site site = Site.bare(20)) {
            DemoIssue epic = site.jira().createIssue("ABC", "Epic", severity());
            DemoIssue child = site.jira().createIssue("ABC", "Story", severity());
            String old = site.jira().now().minus(Duration.ofDays(30)).toString();
            site.jira()
                    .editIssue(
                            child.key(),
                            Map.of("parent", TextNode.valueOf(epic.key()), "updated", TextNode.valueOf(old)));
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(WITH_SEVERITY);
            site.awaitJob("backfill_001", "COMPLETED");
            // the epic's page makes its child lose its parent, and the holder of a renamed option
            site.jira().silently().retype(epic.key(), "Story");
            site.jira().silently().renameOption("customfield_10030", "High", "Very high");
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
        }
    }

    @Test
    void aTypeOfTheScopeThatWasRenamedStaysInIt() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\"], \"issueTypes\": [\"Story\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            int stories = site.copy().size();
            site.jira().silently().renameType("Story", "Requirement");
            site.reconcile("{\"windowDays\": 1}");
            assertThat(site.copy().values())
                    .hasSize(stories)
                    .allMatch(story -> story.path("type").asText().equals("Requirement"));
        }
    }

    @Test
    void theCensusOfManySmallProjectsIsOneWalk() throws SQLException {
        try (Site site = Site.bare(20)) {
            StringBuilder projects = new StringBuilder("\"ABC\", \"XYZ\"");
            for (char letter = 'A'; letter <= 'J'; letter++) {
                site.jira().addProject("MORE" + letter, "Project " + letter, false);
                projects.append(", \"MORE").append(letter).append('"');
            }
            site.scope("{\"projects\": [" + projects + "]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().delete(site.someKey("XYZ", "Bug"));
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(Rows.count(
                            "select count(*) from jira.job_slice where connector_id = ? and job_id = 'recon_001' and stage = 'census'",
                            site.id))
                    .isEqualTo(1);
        }
    }

    @Test
    void aListThatJiraRefusedIsNoNews() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING.replace(
                    "\"attributes.start\"", "\"attributes.state\": {\"fieldId\": \"status\"}, \"attributes.start\""));
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().faults().turn(Switch.LISTS_DENIED, true);
            site.reconcile("{\"windowDays\": 1}");
            site.jira().faults().turn(Switch.LISTS_DENIED, false);
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
        }
    }

    @Test
    void whatIsBothDeadAndAliveIsAskedForById() throws SQLException {
        try (Site site = Site.bare(20)) {
            String story = site.jira()
                    .createIssue("XYZ", "Story", Site.summary("refers to nothing"))
                    .key();
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().delete(story);
            Rows.change(
                    """
                    insert into jira.tombstone (connector_id, jira_id, removed_at, observed_at, verdict, evidence)
                    select connector_id, jira_id, now(), now(), 'deleted', 'told by a webhook' from jira.item
                    where connector_id = ? and jira_key = ?
                    """,
                    site.id,
                    story);
            // its census is of epics only
            site.reconcile("{\"entities\": [\"epic\"]}");
            site.assertExactCopy();
        }
    }

    private static Map<String, JsonNode> severity() {
        return Map.of("customfield_10030", TextNode.valueOf("High"));
    }
}
