package io.zenem.jira.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.mapping.Coverage;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.MappedIssue;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;

/**
 * What another mapping would change in a sample of issues; nothing of it is stored. A row changes where a field of it gets another value;
 * where it has no value, it makes no difference whether the field is mapped.
 *
 * @param from the version that there is
 * @param to the one that is compared with it; null for a draft
 * @param changed issues of which a field changes
 * @param coverageBefore issues in percent in which nothing is left to repair, see {@link Coverage}
 * @param fields all that either maps
 */
public record MappingDiff(
        String from,
        String to,
        int sampled,
        int changed,
        int coverageBefore,
        int coverageAfter,
        List<Field> fields,
        List<Example> examples)
        implements WithPeople {

    /**
     * One field of an entity.
     *
     * @param before in how many of {@code sampled} issues it has a value; null where it is not mapped
     * @param changed in how many it gets another one
     */
    public record Field(String entity, String field, int sampled, Integer before, Integer after, int changed) {}

    /** A field of one issue that changes; what has no value is null. */
    public record Example(String jiraKey, String entity, String field, JsonNode before, JsonNode after) {}

    private record Place(String entity, String field) {}

    /** Maps each issue twice and tells what differs; at most {@code shown} examples, one of each field that changes before a second of any. */
    static MappingDiff of(
            DiffRequest request, DiffRequest.MappingPair pair, SiteContext site, Collection<JsonNode> issues) {
        List<IssueMapper.Result> before = mapped(issues, pair.before(), site);
        List<IssueMapper.Result> after = mapped(issues, pair.after(), site);
        List<Example> changes = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof IssueMapper.Mapped one && after.get(i) instanceof IssueMapper.Mapped other) {
                changes.addAll(changes(one.issue(), other.issue()));
            }
        }
        Coverage old = Coverage.of(before, pair.before());
        Coverage now = Coverage.of(after, pair.after());
        return new MappingDiff(
                request.from(),
                request.to().orElse(null),
                issues.size(),
                (int) changes.stream().map(Example::jiraKey).distinct().count(),
                old.coveragePct(),
                now.coveragePct(),
                fields(old, now, changes),
                examples(changes, request.sample().shown()));
    }

    private static List<IssueMapper.Result> mapped(Collection<JsonNode> issues, Mapping mapping, SiteContext site) {
        return issues.stream()
                .map(issue -> IssueMapper.map(issue, mapping, site))
                .toList();
    }

    private static List<Example> changes(MappedIssue before, MappedIssue after) {
        Map<String, JsonNode> old = before.values();
        Map<String, JsonNode> now = after.values();
        Set<String> fields = new LinkedHashSet<>(old.keySet());
        fields.addAll(now.keySet());
        return fields.stream()
                .map(field -> new Example(
                        before.jiraKey(),
                        before.entity().section(),
                        field,
                        value(old.get(field)),
                        value(now.get(field))))
                .filter(change -> !known(change.before()).equals(known(change.after())))
                .toList();
    }

    private static JsonNode value(JsonNode value) {
        return value != null && Coverage.present(value) ? value : NullNode.getInstance();
    }

    /** A parent is the same whether Jira told its id or only its key; the copy knows both. */
    private static JsonNode known(JsonNode value) {
        return value.hasNonNull("jiraKey") ? value.path("jiraKey") : value;
    }

    private static List<Field> fields(Coverage before, Coverage after, List<Example> changes) {
        Map<Place, Coverage.FieldCoverage> old = places(before);
        Map<Place, Coverage.FieldCoverage> now = places(after);
        Set<Place> places = new LinkedHashSet<>(old.keySet());
        places.addAll(now.keySet());
        return places.stream()
                .map(place -> new Field(
                        place.entity(),
                        place.field(),
                        Stream.of(old, now)
                                .filter(one -> one.containsKey(place))
                                .mapToInt(one -> one.get(place).sampled())
                                .max()
                                .orElse(0),
                        old.containsKey(place) ? old.get(place).present() : null,
                        now.containsKey(place) ? now.get(place).present() : null,
                        (int) changes.stream()
                                .filter(change -> place.equals(new Place(change.entity(), change.field())))
                                .count()))
                .toList();
    }

    private static Map<Place, Coverage.FieldCoverage> places(Coverage coverage) {
        Map<Place, Coverage.FieldCoverage> places = new LinkedHashMap<>();
        coverage.perField().forEach(field -> places.put(new Place(field.entity(), field.target()), field));
        return places;
    }

    /** The first of each field, then the second, and so on. */
    private static List<Example> examples(List<Example> changes, int most) {
        Map<Place, Integer> counts = new HashMap<>();
        record Nth(Example change, int nth) {}
        return changes.stream()
                .map(change ->
                        new Nth(change, counts.merge(new Place(change.entity(), change.field()), 1, Integer::sum)))
                .sorted(Comparator.comparingInt(Nth::nth))
                .limit(most)
                .map(Nth::change)
                .toList();
    }

    @Override
    public Stream<ObjectNode> people() {
        return examples.stream()
                .flatMap(example -> Stream.of(example.before(), example.after()))
                .filter(value -> value.has("accountId"))
                .map(ObjectNode.class::cast);
    }
}
