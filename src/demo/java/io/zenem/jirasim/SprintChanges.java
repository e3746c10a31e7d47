package io.zenem.jirasim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Changes of sprints. None of them touches {@code issue.updated} or has an issue event, so what issues say of their
 * sprints grows stale elsewhere. To be called under the write lock.
 */
final class SprintChanges {
    private final Site site;
    private final Emitter emitter;

    SprintChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
    }

    Sprint create(int board, String name, String goal) {
        if (!site.boards.containsKey(board)) {
            throw new IllegalArgumentException("No board " + board + ".");
        }
        Sprint sprint = new Sprint(
                site.nextId(),
                name,
                "future",
                board,
                goal,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.now(),
                List.of());
        site.sprints.put(sprint.id(), sprint);
        site.reshape();
        emitter.sprint("sprint_created", sprint, Optional.empty());
        return sprint;
    }

    void edit(int id, String name, String goal) {
        Sprint old = sprint(id);
        Sprint sprint = new Sprint(
                id,
                name,
                old.state(),
                old.originBoard(),
                goal,
                old.start(),
                old.end(),
                old.complete(),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_updated", sprint, Optional.of(old));
    }

    void start(int id, Duration length) {
        Sprint old = sprint(id);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Sprint sprint = new Sprint(
                id,
                old.name(),
                "active",
                old.originBoard(),
                old.goal(),
                Optional.of(now),
                Optional.of(now.plus(length)),
                Optional.empty(),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_started", sprint, Optional.of(old));
    }

    void close(int id) {
        Sprint old = sprint(id);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Sprint sprint = new Sprint(
                id,
                old.name(),
                "closed",
                old.originBoard(),
                old.goal(),
                old.start(),
                old.end(),
                Optional.of(now),
                old.created(),
                old.alsoOn());
        site.sprints.put(id, sprint);
        site.reshape();
        emitter.sprint("sprint_closed", sprint, Optional.of(old));
    }

    void delete(int id) {
        Sprint sprint = sprint(id);
        site.everyIssue(
                issue -> issue.sprints().contains(id),
                edit -> edit.sprints =
                        edit.sprints.stream().filter(other -> other != id).toList());
        site.sprints.remove(id);
        site.reshape();
        emitter.sprint("sprint_deleted", sprint, Optional.empty());
    }

    private Sprint sprint(int id) {
        return Optional.ofNullable(site.sprints.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No sprint " + id + "."));
    }
}
