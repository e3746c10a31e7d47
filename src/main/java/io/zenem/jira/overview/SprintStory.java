package io.zenem.jira.overview;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.zenem.jira.mapping.StoryPoints;

/**
 * An issue that is or was in a sprint, with its past.
 *
 * @param sprints ids with commas
 * @param points of each field that the mapping takes points from, the first that has a value counts
 * @param status ids
 */
record SprintStory(long id, String key, Instant created, Timeline sprints, List<Timeline> points, Timeline status) {

    boolean in(long sprint, Instant moment) {
        return !moment.isBefore(created) && contains(sprints.at(moment), sprint);
    }

    static boolean contains(String ids, long sprint) {
        return List.of(ids.strip().split("\\s*,\\s*")).contains(String.valueOf(sprint));
    }

    /** Empty for an issue without an estimate. */
    Optional<BigDecimal> points(Instant moment) {
        return points.stream()
                .flatMap(field -> StoryPoints.of(field.at(moment)).stream())
                .findFirst();
    }

    boolean done(Instant moment, Set<String> done) {
        return done.contains(status.at(moment));
    }
}
