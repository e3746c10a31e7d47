package io.zenem.jirasim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Evaluates queries against what the search index shows. To be called under the lock of {@link Site}. */
final class Search {
    private final Site site;
    private final boolean validating;

    Search(Site site) {
        this(site, true);
    }

    /** Without validation, issues that do not exist are skipped instead of refused, as Data Center can be asked to. */
    Search(Site site, boolean validating) {
        this.site = site;
        this.validating = validating;
    }

    /** The slots of all matches in order; the issues in {@code reconciled} are seen as they truly are. */
    int[] slots(Jql jql, Set<Long> reconciled) {
        Predicate<Issue> matches = predicate(jql);
        Comparator<Issue> order = new JqlOrder(site).by(jql.order());
        int[] found = new int[1024];
        int count = 0;
        long now = site.now();
        for (int slot = 0; slot < site.issues.slots(); slot++) {
            Optional<Issue> seen = seen(slot, reconciled, now);
            if (seen.isPresent() && site.visible(seen.get()) && matches.test(seen.get())) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = slot;
            }
        }
        return sorted(Arrays.copyOf(found, count), jql.order(), order, reconciled, now);
    }

    /** The issue in the slot as the search shows it. */
    Optional<Issue> seen(int slot, Set<Long> reconciled, long now) {
        Optional<Issue> truth = site.issues.at(slot);
        if (site.index.upToDate() || reconciled.contains(site.issues.id(slot))) {
            return truth;
        }
        return site.index.view(site.issues.id(slot), truth, now);
    }

    Predicate<Issue> predicate(Jql jql) {
        JqlCompiler compiler = new JqlCompiler(site, site.zone, site.now(), validating);
        return jql.where().map(compiler::compile).orElse(issue -> true);
    }

    private int[] sorted(int[] slots, List<Jql.Sort> by, Comparator<Issue> order, Set<Long> reconciled, long now) {
        boolean ascendingIds = by.size() == 1
                && by.get(0).field().equalsIgnoreCase("id")
                && !by.get(0).descending();
        if (ascendingIds) {
            return slots;
        }
        record Row(int slot, Issue issue) {}
        return Arrays.stream(slots)
                .mapToObj(slot -> new Row(slot, seen(slot, reconciled, now).orElseThrow()))
                .sorted(Comparator.comparing(Row::issue, order))
                .mapToInt(Row::slot)
                .toArray();
    }
}
