package io.zenem.jirasim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The generated boards and their sprints, enough of them on one board for three pages. */
final class BoardSeed {
    // sprints begin on such a day that the running ones are three days old
    private static final int SPRINTS_SINCE_DAYS = 703;

    private BoardSeed() {}

    static void fill(Site site) {
        board(site, new Board(9, "ABC flow", "kanban", SiteSeed.ABC, false, ""));
        board(site, new Board(12, "ABC board", "scrum", SiteSeed.ABC, true, FieldCatalogue.STORY_POINTS));
        board(site, new Board(34, "XYZ board", "scrum", SiteSeed.XYZ, true, FieldCatalogue.STORY_POINTS));
        board(
                site,
                site.dataCenter()
                        ? new Board(56, "TEAM board", "scrum", SiteSeed.TEAM, true, FieldCatalogue.STORY_POINTS)
                        : new Board(
                                56, "TEAM board", "simple", SiteSeed.TEAM, true, FieldCatalogue.STORY_POINT_ESTIMATE));
        sprints(site, 12, "ABC Sprint", 100, 14);
        sprints(site, 34, "XYZ week", 300, 7);
        sprints(site, 56, "TEAM Sprint", 500, 28);
    }

    private static void board(Site site, Board board) {
        site.boards.put(board.id(), board);
    }

    /** Closed sprints without a gap up to the running one, and two future ones, which have no dates. */
    private static void sprints(Site site, int board, String name, int firstId, int days) {
        Instant since = SiteSeed.anchor().minus(Duration.ofDays(SPRINTS_SINCE_DAYS));
        int count = SPRINTS_SINCE_DAYS / days;
        for (int i = 0; i <= count + 2; i++) {
            Instant start = since.plus(Duration.ofDays((long) i * days)).plusMillis(123);
            Instant end = start.plus(Duration.ofDays(days));
            boolean closed = i < count;
            boolean future = i > count;
            // one sprint is shared: the board of another project lists it too
            List<Integer> alsoOn = board == 34 && i == count ? List.of(12) : List.of();
            site.sprints.put(
                    firstId + i,
                    new Sprint(
                            firstId + i,
                            name + " " + (i + 1),
                            closed ? "closed" : future ? "future" : "active",
                            board,
                            i % 4 == 0 ? "Ship it, \"now\"; a=b,c" : "",
                            future ? Optional.empty() : Optional.of(start),
                            future ? Optional.empty() : Optional.of(end),
                            closed ? Optional.of(end.minusSeconds(60)) : Optional.empty(),
                            (future ? SiteSeed.anchor() : start).minusSeconds(600),
                            alsoOn));
        }
    }

    /** The sprint of a board that ran at a time, if the time is within the generated ones. */
    static Optional<Sprint> sprintAt(Site site, int project, Instant when) {
        int firstId = project == SiteSeed.ABC ? 100 : project == SiteSeed.XYZ ? 300 : 500;
        int days = project == SiteSeed.ABC ? 14 : project == SiteSeed.XYZ ? 7 : 28;
        long index = Duration.between(SiteSeed.anchor().minus(Duration.ofDays(SPRINTS_SINCE_DAYS)), when)
                        .toDays()
                / days;
        return Optional.ofNullable(site.sprints.get((int) (firstId + index)));
    }
}
