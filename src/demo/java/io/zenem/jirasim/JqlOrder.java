package io.zenem.jirasim;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns ORDER BY into a comparator. Without one the newest issue comes first. */
final class JqlOrder {
    private final Site site;

    JqlOrder(Site site) {
        this.site = site;
    }

    Comparator<Issue> by(List<Jql.Sort> order) {
        Comparator<Issue> all = null;
        for (Jql.Sort sort : order) {
            Comparator<Issue> one = sort.descending() ? field(sort.field()).reversed() : field(sort.field());
            all = all == null ? one : all.thenComparing(one);
        }
        Comparator<Issue> newest = Comparator.comparingLong(Issue::id).reversed();
        return all == null ? newest : all.thenComparing(newest);
    }

    private Comparator<Issue> field(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "id" -> Comparator.comparingLong(Issue::id);
            case "key", "issuekey", "issue" ->
                Comparator.comparing((Issue issue) -> site.project(issue).key).thenComparingInt(Issue::number);
            case "updated", "updateddate" -> Comparator.comparingLong(Issue::updated);
            case "created", "createddate" -> Comparator.comparingLong(Issue::created);
            case "resolved", "resolutiondate" -> Comparator.comparingLong(Issue::resolved);
            case "project" -> Comparator.comparing(issue -> site.project(issue).name);
            case "issuetype", "type" ->
                Comparator.comparing(issue -> site.types.get(issue.type()).name());
            case "status" ->
                Comparator.comparing(issue -> site.statuses.get(issue.status()).name());
            case "priority" -> Comparator.comparingInt(Issue::priority).reversed();
            case "assignee" -> Comparator.comparingInt(Issue::assignee);
            case "reporter" -> Comparator.comparingInt(Issue::reporter);
            default -> value(name);
        };
    }

    private Comparator<Issue> value(String name) {
        Field field = site.fields.named(name).stream()
                .findFirst()
                .orElseThrow(() -> JqlError.meaning(
                        "Field '" + name + "' does not exist or you do not have permission to view it."));
        return Comparator.comparing(issue -> sortable(site.values.raw(field, issue)));
    }

    private static String sortable(JsonNode raw) {
        return raw.isNumber() ? String.format(Locale.ROOT, "%020.4f", raw.asDouble()) : raw.asText();
    }
}
