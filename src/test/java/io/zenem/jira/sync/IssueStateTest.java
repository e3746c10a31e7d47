package io.zenem.jira.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.zenem.jira.sync.IssueState.Origin;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.zenem.jira.sync.IssueState.Origin.BODY;
import static io.zenem.jira.sync.IssueState.Origin.READ;
import static org.assertj.core.api.Assertions.assertThat;

/** What a state of an issue means to the copy, without a database. Times are seconds; an empty one is not known. */
class IssueStateTest {
    private static final Looks NO_LOOK = new Looks(Optional.empty(), Instant.MAX, Optional.empty());

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
            # claim,                                         updated, asked, known updated, known asked, other content, outcome
            newer,                                           20, 21, 10, 11, true,  UPDATED
            newer and all the same,                          20, 21, 10, 11, false, TOUCHED
            newer although asked for sooner,                 20, 5,  10, 11, true,  UPDATED
            of one moment and asked for later,               10, 12, 10, 11, true,  UPDATED
            of one moment and asked for at the same time,    10, 11, 10, 11, true,  UNCHANGED
            of one moment and asked for sooner,              10, 9,  10, 11, true,  UNCHANGED
            equal,                                           10, 12, 10, 11, false, UNCHANGED
            older,                                           5,  12, 10, 11, true,  STALE
            without a time and asked for later,              ,   12, 10, 11, true,  UPDATED
            without a time and asked for sooner,             ,   9,  10, 11, true,  UNCHANGED
            where the row's time is not known,               5,  12, ,   11, true,  UPDATED
            """)
    void aStateReplacesAnOlderOne(
            String claim,
            Long updated,
            long asked,
            Long knownUpdated,
            long knownAsked,
            boolean other,
            Outcome outcome) {
        Known known = row(time(knownUpdated), at(knownAsked), "v1", !other);
        assertThat(state(time(updated), at(asked), BODY, "v1").outcome(known, NO_LOOK))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
            # claim,                                            deleted, how,    updated, asked, outcome
            left the scope and older,                           false,   SEARCH, 5,  99, TOMBSTONED
            left the scope and as old,                          false,   SEARCH, 10, 99, TOMBSTONED
            left the scope and newer,                           false,   SEARCH, 11, 5,  INSERTED
            left the scope and a newer body,                    false,   BODY,   11, 5,  IN_DOUBT
            left the scope and of no time,                      false,   BODY,   ,   99, TOMBSTONED
            deleted however new the body,                       true,    BODY,   99, 99, TOMBSTONED
            deleted however new the search,                     true,    SEARCH, 99, 99, TOMBSTONED
            deleted and read by its id afterwards,              true,    READ,   5,  13, INSERTED
            deleted and read by its id before that was found,   true,    READ,   99, 12, TOMBSTONED
            """)
    void whatWentComesBackWithANewerStateOrALaterRead(
            String claim, boolean deleted, Origin how, Long updated, long asked, Outcome outcome) {
        Known gone =
                new Known(Optional.empty(), Optional.of(new Known.Tombstone(deleted, at(10), at(12))), false, false);
        assertThat(state(time(updated), at(asked), how, "v1").outcome(gone, NO_LOOK))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
            # claim,                                      how,    updated, too old, outcome
            a body older than the last look,              BODY,   19, false, IN_DOUBT
            a body as old as the last look,               BODY,   20, false, INSERTED
            a body of our future,                         BODY,   31, false, IN_DOUBT
            a body of no time,                            BODY,   ,   false, INSERTED
            a search's answer however old,                SEARCH, 1,  false, INSERTED
            a read by id however old,                     READ,   1,  false, INSERTED
            a body older than the history,                BODY,   1,  true,  TOO_OLD
            a parent older than the history,              READ,   1,  true,  TOO_OLD
            """)
    void whatTheCopyDoesNotHaveIsInsertedUnlessItMayHaveGone(
            String claim, Origin how, Long updated, boolean tooOld, Outcome outcome) {
        Looks looks = new Looks(Optional.of(at(20)), at(30), Optional.empty());
        IssueState state = new IssueState(time(updated), at(40), tooOld, how, "v1");
        assertThat(state.outcome(Known.NOTHING, looks)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"another mapping shows it otherwise, false, REMAPPED", "another mapping shows the same, true, TOUCHED"})
    void anotherMappingIsNoChangeOfTheIssue(String claim, boolean same, Outcome outcome) {
        Known.Copied row = copied(Optional.of(at(10)), at(11), "v1", same, false);
        Known known = new Known(Optional.of(row), Optional.empty(), false, false);
        assertThat(state(Optional.of(at(10)), at(12), READ, "v2").outcome(known, NO_LOOK))
                .isEqualTo(outcome);
    }

    /** Its updated has no milliseconds, so a state that was asked for later may be the later one. */
    @ParameterizedTest
    @CsvSource({"12, UPDATED", "11, UNCHANGED"})
    void whatDataCentersSearchTellsIsOfTheSameSecond(long asked, Outcome outcome) {
        Known known = row(Optional.of(at(10).plusMillis(446)), at(11), "v1", false);
        assertThat(state(Optional.of(at(10)), at(asked), Origin.SEARCH, "v1").outcome(known, NO_LOOK))
                .isEqualTo(outcome);
    }

    /** A search may lag within the second; the issue is read by its id then. */
    @ParameterizedTest
    @CsvSource({"true, UNCHANGED", "false, IN_DOUBT"})
    void aBodyOfTheSecondThatASearchToldIsInDoubtWhereItSaysSomethingElse(boolean same, Outcome outcome) {
        Known known = row(Optional.of(at(10)), at(12), "v1", same);
        assertThat(state(Optional.of(at(10).plusMillis(600)), at(11), BODY, "v1")
                        .outcome(known, NO_LOOK))
                .isEqualTo(outcome);
    }

    /** In whatever order two states come, the copy ends with the same one. */
    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("states") IssueState one, @ForAll("states") IssueState other) {
        boolean otherReplaces = other.outcome(row(one), NO_LOOK).writes();
        boolean oneReplaces = one.outcome(row(other), NO_LOOK).writes();
        boolean sameMoment =
                one.updated().equals(other.updated()) && one.observedAt().equals(other.observedAt());
        assertThat(otherReplaces && oneReplaces).isFalse();
        assertThat(otherReplaces || oneReplaces || sameMoment).isTrue();
    }

    /** What was written is not written again. */
    @Property
    void aStateComesTwiceAndIsWrittenOnce(@ForAll("states") IssueState state) {
        assertThat(state.outcome(row(state.updated(), state.observedAt(), state.mappingVersion(), true), NO_LOOK))
                .isEqualTo(Outcome.UNCHANGED);
    }

    @Provide
    Arbitrary<IssueState> states() {
        Arbitrary<Instant> times = Arbitraries.longs().between(1, 6).map(IssueStateTest::at);
        return Combinators.combine(times, times, Arbitraries.of(Origin.class))
                .as((updated, asked, how) -> state(Optional.of(updated), asked, how, "v1"));
    }

    private static Known row(IssueState state) {
        return row(state.updated(), state.observedAt(), state.mappingVersion(), false);
    }

    private static Known row(Optional<Instant> updated, Instant observedAt, String version, boolean same) {
        return new Known(Optional.of(copied(updated, observedAt, version, same, same)), Optional.empty(), false, false);
    }

    private static Known.Copied copied(
            Optional<Instant> updated, Instant observedAt, String version, boolean sameContent, boolean sameRow) {
        return new Known.Copied(
                updated, observedAt, "story", "ABC-1", version, List.of(), Optional.empty(), sameContent, sameRow);
    }

    private static IssueState state(Optional<Instant> updated, Instant asked, Origin how, String version) {
        return new IssueState(updated, asked, false, how, version);
    }

    private static Optional<Instant> time(Long seconds) {
        return Optional.ofNullable(seconds).map(IssueStateTest::at);
    }

    private static Instant at(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }
}
