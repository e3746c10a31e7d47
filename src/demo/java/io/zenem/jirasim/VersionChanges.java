package io.zenem.jirasim;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Changes of versions. None of them touches {@code issue.updated}, not even a deletion, which takes the version from
 * its issues. To be called under the write lock.
 */
final class VersionChanges {
    private final Site site;
    private final Emitter emitter;

    VersionChanges(Site site, Emitter emitter) {
        this.site = site;
        this.emitter = emitter;
    }

    Version create(String project, String name, Optional<LocalDate> start, Optional<LocalDate> release) {
        Version version = new Version(site.nextId(), site.project(project).id, name, "", false, false, start, release);
        keep(version);
        emitter.version("jira:version_created", version);
        return version;
    }

    void edit(int id, UnaryOperator<Version> change) {
        Version before = version(id);
        Version after = change.apply(before);
        keep(after);
        String event = before.released() == after.released()
                ? "jira:version_updated"
                : after.released() ? "jira:version_released" : "jira:version_unreleased";
        emitter.version(event, after);
    }

    void delete(int id, Optional<Integer> mergeInto) {
        Version version = version(id);
        Optional<Version> other = mergeInto.map(this::version);
        site.versions.remove(id);
        site.everyIssue(
                issue -> issue.fixVersions().contains(id),
                edit -> edit.fixVersions = replaced(edit.fixVersions, id, mergeInto));
        site.reshape();
        other.ifPresentOrElse(
                into -> emitter.merge(version, into), () -> emitter.version("jira:version_deleted", version));
    }

    private void keep(Version version) {
        site.versions.put(version.id(), version);
        site.reshape();
    }

    private Version version(int id) {
        return Optional.ofNullable(site.versions.get(id))
                .orElseThrow(() -> new IllegalArgumentException("No version " + id + "."));
    }

    private static List<Integer> replaced(List<Integer> ids, int old, Optional<Integer> by) {
        return ids.stream()
                .flatMap(id -> id == old ? by.stream() : Stream.of(id))
                .distinct()
                .toList();
    }
}
