package io.zenem.jira.statements;

import java.time.Instant;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.job.JobStopped;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.statements.PageOfIssues.Issue;
import io.zenem.jira.sync.Outcome;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.zenem.jira.statements.KeptCopy.NOON;
import static io.zenem.jira.statements.PageOfIssues.Issue.story;
import static io.zenem.jira.statements.PageOfIssues.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** What a page of issues does to the copy, rule by rule, whichever statements do it. */
@QuarkusTest
class KeepIssuesTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant EARLIER = NOON.minusSeconds(60);

    @Inject
    ProducerTemplate camel;

    KeptCopy copy;

    @BeforeEach
    void connect() throws Exception {
        copy = new KeptCopy(camel);
    }

    @AfterEach
    void disconnect() throws Exception {
        copy.close();
    }

    @Test
    void aNewIssueIsInsertedAndPublishedAsCreated() throws Exception {
        assertThat(copy.outcome(page(story(1, "New", NOON)), 1)).isEqualTo(Outcome.INSERTED);
        assertThat(copy.title(1)).isEqualTo("New");
        assertThat(copy.published(1)).containsExactly("created");
    }

    @Test
    void aNewerStateReplacesAndIsPublishedAsUpdated() throws Exception {
        copy.keep(page(story(1, "Old", NOON)));
        assertThat(copy.outcome(page(story(1, "Newer", LATER)), 1)).isEqualTo(Outcome.UPDATED);
        assertThat(copy.title(1)).isEqualTo("Newer");
        assertThat(copy.published(1)).containsExactly("created", "updated");
    }

    @Test
    void anOlderStateChangesNothing() throws Exception {
        copy.keep(page(story(1, "New", NOON)));
        assertThat(copy.outcome(page(story(1, "Older", EARLIER)), 1)).isEqualTo(Outcome.STALE);
        assertThat(copy.title(1)).isEqualTo("New");
        assertThat(copy.published(1)).containsExactly("created");
    }

    @Test
    void anEqualStateIsNotWrittenAgain() throws Exception {
        copy.keep(page(story(1, "Same", NOON)));
        String written = row(1, "last_sync");
        assertThat(copy.outcome(page(story(1, "Same", NOON).seen(LATER)), 1)).isEqualTo(Outcome.UNCHANGED);
        assertThat(row(1, "last_sync")).isEqualTo(written);
    }

    @Test
    void ofTwoStatesOfOneMomentTheOneAskedForLaterCounts() throws Exception {
        copy.keep(page(story(1, "First look", NOON)));
        assertThat(copy.outcome(page(story(1, "Seen again", NOON).seen(LATER)), 1))
                .isEqualTo(Outcome.UPDATED);
        assertThat(copy.outcome(page(story(1, "First look", NOON)), 1)).isEqualTo(Outcome.UNCHANGED);
        assertThat(copy.title(1)).isEqualTo("Seen again");
    }

    @Test
    void aNewMappingVersionWritesTheRowAndPublishesOnlyWhatItShows() throws Exception {
        copy.keep(page(story(1, "Same", NOON), story(2, "Other", NOON)));
        PageOfIssues mapped = page(
                        story(1, "Same", NOON).seen(LATER),
                        story(2, "Mapped otherwise", NOON).seen(LATER))
                .mappedBy("map_v2");
        assertThat(copy.keep(mapped).outcomes())
                .containsExactly(entry(1L, Outcome.TOUCHED), entry(2L, Outcome.REMAPPED));
        assertThat(row(1, "mapping_version")).isEqualTo("map_v2");
        assertThat(copy.published(1)).containsExactly("created");
        assertThat(copy.published(2)).containsExactly("created", "updated");
    }

    @Test
    void aDeletedIssueStaysDeletedWhateverALateBodySays() throws Exception {
        copy.tombstone(1, "deleted", NOON, NOON);
        assertThat(copy.outcome(page(story(1, "Late", LATER)), 1)).isEqualTo(Outcome.TOMBSTONED);
        assertThat(copy.title(1)).isEmpty();
    }

    @Test
    void whatLeftTheScopeComesBackWithANewerStateThatWasRead() throws Exception {
        copy.tombstone(1, "out_of_scope", NOON, NOON);
        assertThat(copy.outcome(page(story(1, "Before it left", EARLIER)), 1)).isEqualTo(Outcome.TOMBSTONED);
        assertThat(copy.outcome(page(story(1, "Back", LATER)), 1)).isEqualTo(Outcome.IN_DOUBT);
        assertThat(copy.outcome(page(story(1, "Back", LATER)).readById(), 1)).isEqualTo(Outcome.INSERTED);
        assertThat(copy.count("jira.tombstone")).isZero();
    }

    @Test
    void aDeletedIssueThatWasReadByItsIdAfterwardsIsRestored() throws Exception {
        copy.tombstone(1, "deleted", NOON, NOON);
        assertThat(copy.outcome(page(story(1, "Restored", EARLIER).seen(LATER)).readById(), 1))
                .isEqualTo(Outcome.INSERTED);
        assertThat(copy.title(1)).isEqualTo("Restored");
        assertThat(copy.count("jira.tombstone")).isZero();
    }

    @Test
    void whatIsOlderThanTheHistoryComesInOnlyWhereTheCopyHasIt() throws Exception {
        copy.keep(page(story(1, "Known", EARLIER)));
        copy.keep(page(
                story(1, "Known and old", NOON).olderThanHistory(),
                story(2, "Unknown and old", NOON).olderThanHistory()));
        assertThat(copy.title(1)).isEqualTo("Known and old");
        assertThat(copy.title(2)).isEmpty();
    }

    @Test
    void whoKnowsAMovedIssueByItsKeyIsReadAgain() throws Exception {
        copy.keep(page(story(1, "Epic", NOON).epic(), story(2, "Child", NOON).referringTo("key:ABC-1")));
        copy.keep(page(story(1, "Epic", LATER).epic().key("XYZ-7")));
        assertThat(row(1, "jira_key")).isEqualTo("XYZ-7");
        assertThat(readAgain(2)).isEqualTo(1);
    }

    @Test
    void theChildrenOfARetypedEpicAreReadAgain() throws Exception {
        copy.keep(page(story(1, "Epic", NOON).epic(), story(2, "Child", NOON).below(1)));
        copy.keep(page(story(1, "Story now", LATER)));
        assertThat(row(1, "entity")).isEqualTo("story");
        assertThat(readAgain(2)).isEqualTo(1);
    }

    @Test
    void aNameIsKeptOnceAndAReadThatTellsAnotherIsSpread() throws Exception {
        copy.keep(page(story(1, "Shows it", NOON).referringTo("option:7")).naming("option:7", "Old name"));
        String job = copy.runningJob();
        copy.keep(page(story(2, "Shows the new one", NOON).referringTo("option:7"))
                .naming("option:7", "New name")
                .of(job, 3));
        assertThat(name("option:7")).isEqualTo("New name");
        assertThat(copy.published(1)).containsExactly("created", "updated");
        assertThat(copy.count("jira.to_check")).isZero();
    }

    @Test
    void aBodyOfAWebhookNamesOnlyWhatHasNoNameYet() throws Exception {
        copy.keep(page(story(1, "Shows it", NOON).referringTo("option:7"))
                .naming("option:7", "Name")
                .readById());
        copy.keep(page(story(1, "Changed", LATER).referringTo("option:7")).naming("option:7", "Имя"));
        assertThat(name("option:7")).isEqualTo("Name");
        assertThat(copy.published(1)).containsExactly("created", "updated");
    }

    @Test
    void aReferenceThatIsGoneWithoutAChangeIsLookedForInAllThatHaveIt() throws Exception {
        copy.keep(page(
                story(1, "Has it", NOON).referringTo("option:7"),
                story(2, "Too", NOON).referringTo("option:7")));
        String job = copy.runningJob();
        copy.keep(page(story(1, "Has it no more", NOON).seen(LATER)).of(job, 3));
        assertThat(toCheck(2)).isEqualTo("renamed");
        assertThat(toCheck(1)).isEmpty();
    }

    @Test
    void aJobReadsTheChildrenOfARetypedEpic() throws Exception {
        copy.keep(page(story(1, "Epic", NOON).epic(), story(2, "Child", NOON).below(1)));
        copy.keep(page(story(1, "Story now", LATER)).of(copy.runningJob(), 3));
        assertThat(toCheck(2)).isEqualTo("renamed");
        assertThat(readAgain(2)).isZero();
    }

    @Test
    void aJobAsksForWhatTheSearchNamesAndTheCopyDoesNotHave() throws Exception {
        copy.tombstone(1, "deleted", NOON, NOON);
        copy.keep(page(story(1, "Gone", LATER)).outOfScope(2).of(copy.runningJob(), 3));
        assertThat(toCheck(1)).isEqualTo("tombstoned");
        assertThat(toCheck(2)).isEqualTo("gone");
    }

    @Test
    void aParentThatIsLostWithoutAChangeIsNotedUntilThereIsOneAgain() throws Exception {
        copy.keep(page(story(2, "Child", NOON).below(1)));
        copy.keep(page(story(2, "Child", NOON).seen(LATER)));
        assertThat(copy.count("jira.parentless")).isEqualTo(1);
        copy.keep(page(story(2, "Child", LATER).below(1)));
        assertThat(copy.count("jira.parentless")).isZero();
    }

    @Test
    void aBodyOlderThanTheLastLookIsNotBelievedAboutWhatTheCopyDoesNotHave() throws Exception {
        copy.runningJob();
        Rows.change(
                "insert into jira.delivery (connector_id, identifier, run_after) values (?, 'late', now() + interval '1 hour')",
                copy.id);
        long delivery = Rows.count("select id from jira.delivery where connector_id = ?", copy.id);
        assertThat(copy.outcome(page(story(1, "Late", NOON).broughtBy(delivery)), 1))
                .isEqualTo(Outcome.IN_DOUBT);
        assertThat(copy.title(1)).isEmpty();
        assertThat(Rows.text("select issue_id from jira.delivery where id = ?", delivery))
                .isEqualTo("1");
    }

    @Test
    void aValueThatCannotBeReadIsLogged() throws Exception {
        copy.keep(page(story(1, "There", NOON)).warning("It is no date."));
        assertThat(Rows.text("select message from jira.log_entry where connector_id = ?", copy.id))
                .isEqualTo("It is no date.");
    }

    @Test
    void aFailedIssueIsADeadLetterUntilAStateOfItIsKept() throws Exception {
        assertThat(copy.outcome(page().failed(1, "It has no summary."), 1)).isEqualTo(Outcome.FAILED);
        assertThat(copy.count("jira.dead_letter")).isEqualTo(1);
        copy.keep(page(story(1, "Right now", NOON)));
        assertThat(copy.count("jira.dead_letter")).isZero();
    }

    @Test
    void aFailureThatAJobMeetsTwiceIsOneTry() throws Exception {
        String job = copy.runningJob();
        copy.keep(page().failed(1, "It has no summary.").of(job, 3));
        copy.keep(page().failed(1, "It has no summary.").of(job, 3));
        assertThat(Rows.text("select tries from jira.dead_letter where connector_id = ?", copy.id))
                .isEqualTo("1");
        assertThat(job("dead_letters")).isEqualTo("1");
        assertThat(copy.count("jira.log_entry")).isEqualTo(1);
    }

    @Test
    void aPersonIsKeptAsTheyWereSeenLast() throws Exception {
        copy.keep(page().showing("acc-1", "New name", NOON));
        copy.keep(page().showing("acc-1", "Old name", EARLIER));
        assertThat(Rows.text("select display_name from jira.jira_user where connector_id = ?", copy.id))
                .isEqualTo("New name");
    }

    @Test
    void aPageMovesTheCheckpointAndCountsWhatItFound() throws Exception {
        copy.keep(page(story(1, "Old", NOON), story(2, "Newest", LATER)));
        String job = copy.runningJob();
        copy.keep(page(story(1, "New", LATER), story(2, "Older", NOON), story(3, "Missed", NOON))
                .of(job, 3));
        assertThat(job("pages || '/' || missed || '/' || stale || '/' || conflicts"))
                .isEqualTo("1/1/1/1");
        assertThat(Rows.text("select next_token from jira.job_slice where connector_id = ?", copy.id))
                .isEqualTo("next");
    }

    @Test
    void anAttemptThatIsOverWritesNothing() throws Exception {
        String job = copy.runningJob();
        PageOfIssues late = page(story(1, "Too late", NOON))
                .showing("acc-1", "Somebody", NOON)
                .of(job, 2);
        assertThat(copy.request(late).getException()).isInstanceOf(JobStopped.class);
        assertThat(copy.count("jira.item")).isZero();
        assertThat(copy.count("jira.jira_user")).isZero();
        assertThat(job("pages")).isEqualTo("0");
    }

    @Test
    void thePointsOfARunningSprintAreDueWhereItsIssuesChange() throws Exception {
        Rows.change(
                """
                insert into jira.sprint (connector_id, jira_id, board_id, name, state, observed_at, mapping_version, source, last_sync)
                values (?, 5, 1, 'Sprint', 'active', now(), 'map_v1', '{}', now())
                """,
                copy.id);
        copy.keep(page(inSprint(NOON)));
        Rows.change("delete from jira.points_due where connector_id = ?", copy.id);
        copy.keep(page(inSprint(NOON).seen(LATER)));
        assertThat(copy.count("jira.points_due")).isZero();
        copy.keep(page(story(1, "Out of it", LATER)));
        assertThat(copy.count("jira.points_due")).isEqualTo(1);
    }

    private static Issue inSprint(Instant updated) {
        return story(1, "In it", updated).referringTo("sprint:5");
    }

    private String name(String reference) throws Exception {
        return Rows.text("select text from jira.label where connector_id = ? and ref = ?", copy.id, reference);
    }

    private String row(long issue, String column) throws Exception {
        return Rows.text("select " + column + " from jira.item where connector_id = ? and jira_id = ?", copy.id, issue);
    }

    private String job(String column) throws Exception {
        return Rows.text("select " + column + " from jira.job where connector_id = ?", copy.id);
    }

    private String toCheck(long issue) throws Exception {
        return Rows.text("select reason from jira.to_check where connector_id = ? and jira_id = ?", copy.id, issue);
    }

    private int readAgain(long issue) throws Exception {
        return Rows.count(
                "select count(*) from jira.delivery where connector_id = ? and event = 'reread' and issue_id = ?",
                copy.id,
                issue);
    }
}
