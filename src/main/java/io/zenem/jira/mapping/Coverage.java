package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.work.ZenemEntity;

/**
 * How well a mapping fits a sample of issues. An issue counts as mapped when it became an entity, its required target
 * (name or title) has a value, and no value of it is missing in an enumMap or could not be read: so 100 % says that nothing
 * is left to repair in the mapping. Where a rule has no enumMap at all, Jira's status categories were chosen to decide: that is
 * told in enumWarnings and counts as mapped.
 *
 * @param sampled all issues, those that could not be mapped at all included
 * @param coveragePct mapped of sampled, rounded; 100 only if all are mapped, 0 of an empty sample
 * @param enumWarnings each distinct one once, in the order in which they were met
 * @param perField by entity and target
 */
public record Coverage(
        int sampled, int mapped, int coveragePct, List<EnumGap> enumWarnings, List<FieldCoverage> perField) {

    /**
     * A value that an enumMap lacks, and what stands for it.
     *
     * @param entity {@code projects} or {@code stories}, whose enumMap it is
     */
    public record EnumGap(String entity, String field, String jiraValue, String mappedTo) {}

    /**
     * How often a target has a value (neither null nor an empty array).
     *
     * @param entity {@code projects} or {@code stories}
     * @param present of {@code sampled} issues of this entity
     */
    public record FieldCoverage(String entity, String target, int sampled, int present, int coveragePct) {}

    /** Sums up the results of mapping a sample with this mapping. */
    public static Coverage of(Collection<? extends IssueMapper.Result> sample, Mapping mapping) {
        Set<EnumGap> warnings = new LinkedHashSet<>();
        Map<Place, int[]> places = new LinkedHashMap<>();
        int mapped = 0;
        for (IssueMapper.Result result : sample) {
            if (result instanceof IssueMapper.Mapped one) {
                String entity = one.issue().entity().section();
                one.issue().enumWarnings().stream()
                        .map(gap -> new EnumGap(entity, gap.field(), gap.jiraValue(), gap.mappedTo()))
                        .forEach(warnings::add);
                count(one.issue(), places);
                mapped += clean(one.issue(), mapping) ? 1 : 0;
            }
        }
        return new Coverage(
                sample.size(), mapped, percent(mapped, sample.size()), List.copyOf(warnings), perField(places));
    }

    private record Place(ZenemEntity entity, String target) {}

    private static boolean clean(MappedIssue issue, Mapping mapping) {
        return issue.enumWarnings().stream().noneMatch(warning -> leftOut(warning, mapping.rules(issue.entity())))
                && issue.valueWarnings().isEmpty()
                && present(issue.fields().path(TargetCatalogue.required(issue.entity())));
    }

    private static boolean leftOut(EnumWarning warning, Map<String, FieldRule> rules) {
        return rules.containsKey(warning.field())
                && !rules.get(warning.field()).enumMap().isEmpty();
    }

    private static void count(MappedIssue issue, Map<Place, int[]> places) {
        issue.values().forEach((target, value) -> {
            int[] counts = places.computeIfAbsent(new Place(issue.entity(), target), place -> new int[2]);
            counts[0]++;
            counts[1] += present(value) ? 1 : 0;
        });
    }

    /** Whether it is a value: neither null nor an empty array. */
    public static boolean present(JsonNode value) {
        return !value.isNull() && !value.isMissingNode() && !(value.isArray() && value.isEmpty());
    }

    private static List<FieldCoverage> perField(Map<Place, int[]> places) {
        List<FieldCoverage> fields = new ArrayList<>();
        places.forEach((place, counts) -> fields.add(new FieldCoverage(
                place.entity().section(), place.target(), counts[0], counts[1], percent(counts[1], counts[0]))));
        return List.copyOf(fields);
    }

    private static int percent(int part, int whole) {
        if (whole == 0) {
            return 0;
        }
        return part == whole ? 100 : Math.min(99, (int) Math.round(100.0 * part / whole));
    }
}
