package io.zenem.jira.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.mapping.StoryPoints;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger adds up, whatever became of the issues. */
class SprintLedgerPropertiesTest {
    private static final long SPRINT = 7;
    private static final Instant START = Instant.ofEpochSecond(1000);
    private static final Instant END = Instant.ofEpochSecond(2000);
    private static final Set<String> DONE = Set.of("3");

    @Property
    void whatCameIsWhatWasDoneWhatIsLeftAndWhatWent(@ForAll("stories") List<SprintStory> stories) {
        SprintLedger ledger = SprintLedger.of(SPRINT, START, END, DONE, stories);
        assertThat(ledger.committed().issues()
                        + ledger.added().issues()
                        - ledger.removed().issues())
                .isEqualTo(ledger.completed().issues() + ledger.carriedOver().issues());
        BigDecimal came = StoryPoints.sum(
                StoryPoints.sum(ledger.committed().points(), ledger.added().points()), ledger.estimated());
        BigDecimal stayed = StoryPoints.sum(
                ledger.completed().points(), ledger.carriedOver().points());
        assertThat(came)
                .isEqualByComparingTo(StoryPoints.sum(stayed, ledger.removed().points()));
    }

    @Property
    void whoWasNeverInTheSprintHasNoLineAndEveryoneElseHasOne(@ForAll("stories") List<SprintStory> stories) {
        List<SprintStory> lines = SprintLedger.of(SPRINT, START, END, DONE, stories).lines().stream()
                .map(SprintLedger.Line::story)
                .toList();
        for (SprintStory story : stories) {
            boolean ever = false;
            for (long second = 1000; second <= 2000; second += 100) {
                ever |= story.in(SPRINT, Instant.ofEpochSecond(second));
            }
            assertThat(lines.contains(story)).isEqualTo(ever);
        }
    }

    @Property
    void whatHappensAfterTheEndChangesNothing(@ForAll("stories") List<SprintStory> stories) {
        List<SprintStory> later = stories.stream()
                .map(story -> new SprintStory(
                        story.id(),
                        story.key(),
                        story.created(),
                        ending(story.sprints(), "9"),
                        story.points().stream()
                                .map(points -> ending(points, "100"))
                                .toList(),
                        ending(story.status(), "3")))
                .toList();
        SprintLedger before = SprintLedger.of(SPRINT, START, END, DONE, stories);
        SprintLedger after = SprintLedger.of(SPRINT, START, END, DONE, later);
        assertThat(after.committed()).isEqualTo(before.committed());
        assertThat(after.completed()).isEqualTo(before.completed());
        assertThat(after.removed()).isEqualTo(before.removed());
    }

    private static Timeline ending(Timeline timeline, String value) {
        List<Timeline.Change> changes = new ArrayList<>(timeline.changes());
        changes.add(new Timeline.Change(END.plusSeconds(1), timeline.at(END), value));
        return new Timeline(changes, value);
    }

    @Test
    void momentsOfAChangelogComeInThreeForms() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Instant moment = Instant.parse("2017-04-13T08:00:29Z");
        assertThat(Changelogs.moment(json.numberNode(1_492_070_429))).isEqualTo(moment);
        assertThat(Changelogs.moment(json.numberNode(1_492_070_429_000L))).isEqualTo(moment);
        assertThat(Changelogs.moment(json.textNode("2017-04-13T10:00:29.000+0200")))
                .isEqualTo(moment);
    }

    @Test
    void aSprintIsNotTakenForOneThatBeginsLikeIt() {
        assertThat(SprintStory.contains("71, 17", SPRINT)).isFalse();
        assertThat(SprintStory.contains("71,7", SPRINT)).isTrue();
        assertThat(SprintStory.contains("", SPRINT)).isFalse();
    }

    @Provide
    Arbitrary<List<SprintStory>> stories() {
        Arbitrary<SprintStory> story = Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.longs().between(0, 25).map(hundred -> Instant.ofEpochSecond(hundred * 100)),
                        timelines("", "7", "6, 7", "8", "71"),
                        timelines("", "1", "2.5", "3.0", "8"),
                        timelines("1", "2", "3"))
                .as((id, created, sprints, points, status) -> new SprintStory(
                        id,
                        "ABC-" + id,
                        created,
                        after(created, sprints),
                        List.of(after(created, points)),
                        after(created, status)));
        return story.list().ofMaxSize(12);
    }

    /** Nothing changes before it is there. */
    private static Timeline after(Instant created, Timeline timeline) {
        List<Timeline.Change> changes = timeline.changes().stream()
                .filter(change -> change.at().isAfter(created))
                .toList();
        return new Timeline(changes, timeline.present());
    }

    private static Arbitrary<Timeline> timelines(String... values) {
        return Combinators.combine(
                        Arbitraries.of(values),
                        Arbitraries.longs().between(1, 25).set().ofMaxSize(5),
                        Arbitraries.of(values).list().ofSize(5))
                .as((first, moments, next) -> {
                    List<Timeline.Change> changes = new ArrayList<>();
                    String value = first;
                    for (long moment : moments.stream().sorted().toList()) {
                        String to = next.get(changes.size());
                        changes.add(new Timeline.Change(Instant.ofEpochSecond(moment * 100), value, to));
                        value = to;
                    }
                    return new Timeline(changes, value);
                });
    }
}
