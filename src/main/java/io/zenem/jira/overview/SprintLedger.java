package io.zenem.jira.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.zenem.jira.mapping.StoryPoints;

/**
 * What became of a sprint, issue by issue: what was in it when it began, what came and went, what was done and what was not. Of issues,
 * committed plus added less removed is completed plus carried over; of points too, where what was estimated again is added.
 *
 * @param end when it was closed, or now
 */
record SprintLedger(List<Line> lines, Instant start, Instant end) {

    /** What a line's issue did while the sprint ran; points are those that it had then. */
    record Step(Instant at, String what, Optional<BigDecimal> points) {}

    /**
     * One issue.
     *
     * @param outcome completed, carried_over or removed
     * @param addedAt empty for what was committed
     * @param pointsIn when the sprint began, or when it was first added
     * @param pointsOut at the end, or when it was last removed
     */
    record Line(
            SprintStory story,
            String outcome,
            Optional<Instant> addedAt,
            Optional<Instant> removedAt,
            Optional<Instant> completedAt,
            Optional<BigDecimal> pointsIn,
            Optional<BigDecimal> pointsOut,
            List<Step> steps) {
        boolean committed() {
            return addedAt.isEmpty();
        }
    }

    /** Issues and the sum of their points. */
    record Sum(long issues, BigDecimal points) {}

    /**
     * The ledger of a sprint.
     *
     * @param done the ids of the statuses that mean done
     */
    static SprintLedger of(long sprint, Instant start, Instant end, Set<String> done, Collection<SprintStory> stories) {
        List<Line> lines = stories.stream()
                .flatMap(story -> line(sprint, start, end, done, story).stream())
                .toList();
        return new SprintLedger(lines, start, end);
    }

    private static Optional<Line> line(long sprint, Instant start, Instant end, Set<String> done, SprintStory story) {
        boolean committed = story.in(sprint, start);
        boolean in = committed;
        List<Step> steps = new ArrayList<>();
        Optional<Instant> added = Optional.empty();
        Optional<Instant> removed = Optional.empty();
        for (Instant at : moments(story, start, end)) {
            boolean before = in;
            in = story.in(sprint, at);
            if (in && !before) {
                added = added.or(() -> Optional.of(at));
                steps.add(new Step(at, "added", story.points(at)));
            } else if (before && !in) {
                removed = Optional.of(at);
                steps.add(new Step(at, "removed", story.points(at)));
            }
            if (in && before) {
                steps.addAll(changed(story, at, done));
            }
        }
        if (!committed && added.isEmpty()) {
            return Optional.empty();
        }
        boolean completed = in && story.done(end, done);
        Instant entry = committed ? start : added.orElseThrow();
        Instant exit = in ? end : removed.orElseThrow();
        return Optional.of(new Line(
                story,
                !in ? "removed" : completed ? "completed" : "carried_over",
                committed ? Optional.empty() : added,
                in ? Optional.empty() : removed,
                completed ? completedAt(story, end, done) : Optional.empty(),
                story.points(entry),
                story.points(exit),
                steps));
    }

    /** When anything of the issue changed while the sprint ran; its creation too, if it was created in the sprint. */
    private static TreeSet<Instant> moments(SprintStory story, Instant start, Instant end) {
        TreeSet<Instant> moments = new TreeSet<>();
        Stream.of(Stream.of(story.sprints(), story.status()), story.points().stream())
                .flatMap(timelines -> timelines)
                .flatMap(timeline -> timeline.changes().stream())
                .map(Timeline.Change::at)
                .forEach(moments::add);
        moments.add(story.created());
        moments.removeIf(at -> !at.isAfter(start) || at.isAfter(end));
        return moments;
    }

    private static List<Step> changed(SprintStory story, Instant at, Set<String> done) {
        Instant before = at.minusNanos(1);
        List<Step> steps = new ArrayList<>();
        if (!story.points(before).equals(story.points(at))) {
            steps.add(new Step(at, "estimated", story.points(at)));
        }
        if (story.done(before, done) != story.done(at, done)) {
            steps.add(new Step(at, story.done(at, done) ? "completed" : "reopened", story.points(at)));
        }
        return steps;
    }

    /** The last change to a status that means done from one that does not; empty where it was done from its beginning. */
    private static Optional<Instant> completedAt(SprintStory story, Instant end, Set<String> done) {
        return story.status().changes().stream()
                .filter(change ->
                        !change.at().isAfter(end) && done.contains(change.to()) && !done.contains(change.from()))
                .map(Timeline.Change::at)
                .reduce((one, later) -> later);
    }

    Sum committed() {
        return sum(Line::committed, true);
    }

    Sum added() {
        return sum(line -> !line.committed(), true);
    }

    Sum removed() {
        return sum(line -> line.outcome().equals("removed"), false);
    }

    Sum completed() {
        return sum(line -> line.outcome().equals("completed"), false);
    }

    Sum carriedOver() {
        return sum(line -> line.outcome().equals("carried_over"), false);
    }

    /** By how many points issues had more when they left, or when the sprint ended, than when they came. */
    BigDecimal estimated() {
        return StoryPoints.sum(
                total(lines.stream().map(Line::pointsOut)),
                total(lines.stream().map(Line::pointsIn)).negate());
    }

    private Sum sum(Predicate<Line> which, boolean in) {
        List<Line> some = lines.stream().filter(which).toList();
        return new Sum(some.size(), total(some.stream().map(in ? Line::pointsIn : Line::pointsOut)));
    }

    private static BigDecimal total(Stream<Optional<BigDecimal>> points) {
        return points.map(some -> some.orElse(null)).filter(Objects::nonNull).reduce(BigDecimal.ZERO, StoryPoints::sum);
    }
}
