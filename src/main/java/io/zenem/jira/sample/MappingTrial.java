package io.zenem.jira.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.mapping.Coverage;
import io.zenem.jira.mapping.EnumKeys;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.MappedIssue;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.mapping.ValueWarning;
import io.zenem.jira.work.ZenemEntity;

/**
 * The answer to a test of a mapping; nothing of it is stored.
 *
 * @param versionId the version that was tried; null for a draft
 * @param mapped issues in which nothing is left to repair, see {@link Coverage}
 * @param fields how often each target has a value
 * @param warnings values that cannot be read, fields that Jira no longer has, keys of enumMaps that no value of Jira's has, issues that
 *     cannot be mapped
 */
public record MappingTrial(
        String versionId,
        int sampled,
        int mapped,
        int coveragePct,
        List<Coverage.EnumGap> enumWarnings,
        List<Warning> warnings,
        List<Coverage.FieldCoverage> fields,
        List<Row> samples)
        implements WithPeople {
    private static final int MOST_WARNINGS = 100;
    private static final List<String> PEOPLE = List.of("owner", "assignee", "reporter");

    /**
     * Something to look at.
     *
     * @param entity {@code projects} or {@code stories}; null where it is about an issue that became neither
     * @param field the target; null where it is about the issue as a whole
     * @param jiraValue the value's beginning; null where there is none
     * @param issues how many have it
     */
    public record Warning(String entity, String field, String jiraValue, String problem, long issues) {
        private Warning of(long number) {
            return new Warning(entity, field, jiraValue, problem, number);
        }
    }

    /** One issue as the entity that it becomes. Beside a story stands its epic, if there is one in scope; what there is not is null. */
    public record Row(String jiraKey, String issueType, JsonNode project, JsonNode story, List<ValueWarning> warnings) {
        static Row of(MappedIssue issue) {
            boolean project = issue.entity() == ZenemEntity.PROJECT;
            return new Row(
                    issue.jiraKey(),
                    issue.issueTypeName(),
                    project ? issue.fields() : null,
                    project ? null : issue.fields(),
                    issue.valueWarnings());
        }

        Row withProject(JsonNode epic) {
            return new Row(jiraKey, issueType, epic, story, warnings);
        }
    }

    /** Maps each issue and tells what came of it; at most {@code rows} are shown. */
    static MappingTrial of(
            Optional<String> versionId,
            Mapping mapping,
            SiteContext site,
            Collection<JsonNode> issues,
            List<EnumKeys.Unknown> deadKeys,
            int rows) {
        List<IssueMapper.Result> results = issues.stream()
                .map(issue -> IssueMapper.map(issue, mapping, site))
                .toList();
        Coverage coverage = Coverage.of(results, mapping);
        List<MappedIssue> mapped = results.stream()
                .flatMap(result -> result instanceof IssueMapper.Mapped one ? Stream.of(one.issue()) : Stream.empty())
                .toList();
        return new MappingTrial(
                versionId.orElse(null),
                coverage.sampled(),
                coverage.mapped(),
                coverage.coveragePct(),
                coverage.enumWarnings(),
                warnings(mapping, site, deadKeys, results),
                coverage.perField(),
                rows(mapped, rows));
    }

    MappingTrial withSamples(List<Row> rows) {
        return new MappingTrial(versionId, sampled, mapped, coveragePct, enumWarnings, warnings, fields, rows);
    }

    @Override
    public Stream<ObjectNode> people() {
        return samples.stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.project()), Optional.ofNullable(row.story())))
                .flatMap(Optional::stream)
                .flatMap(entity -> PEOPLE.stream().map(entity::path))
                .flatMap(person -> person instanceof ObjectNode object ? Stream.of(object) : Stream.empty());
    }

    private static List<Warning> warnings(
            Mapping mapping, SiteContext site, List<EnumKeys.Unknown> deadKeys, List<IssueMapper.Result> results) {
        Map<Warning, Long> found = new LinkedHashMap<>();
        mapping.targets().forEach(target -> target.rule().fieldIds().stream()
                .filter(id -> !site.knows(id))
                .map(id -> new Warning(
                        target.entity().section(), target.name(), null, "Jira has no field " + id + " any more", 0))
                .forEach(gone -> found.put(gone, 0L)));
        deadKeys.forEach(
                key -> found.put(new Warning(key.entity(), key.field(), key.jiraValue(), key.problem(), 0), 0L));
        for (IssueMapper.Result result : results) {
            if (result instanceof IssueMapper.Mapped one) {
                one.issue().valueWarnings().stream()
                        .distinct()
                        .forEach(value -> found.merge(
                                new Warning(
                                        one.issue().entity().section(),
                                        value.field(),
                                        value.jiraValue(),
                                        value.problem(),
                                        0),
                                1L,
                                Long::sum));
            } else if (result instanceof IssueMapper.Unmappable none) {
                found.merge(new Warning(null, null, null, none.reason(), 0), 1L, Long::sum);
            }
        }
        return found.entrySet().stream()
                .limit(MOST_WARNINGS)
                .map(entry -> entry.getKey().of(entry.getValue()))
                .toList();
    }

    /** Both entities where the sample has both, those with something to repair first. */
    private static List<Row> rows(List<MappedIssue> issues, int most) {
        Map<ZenemEntity, Integer> taken = new LinkedHashMap<>();
        record Place(MappedIssue issue, int nth) {}
        List<Place> places = new ArrayList<>();
        issues.stream()
                .sorted(Comparator.comparing(issue ->
                        issue.valueWarnings().isEmpty() && issue.enumWarnings().isEmpty()))
                .forEach(issue -> places.add(new Place(issue, taken.merge(issue.entity(), 1, Integer::sum))));
        return places.stream()
                .sorted(Comparator.comparingInt(Place::nth))
                .limit(most)
                .map(place -> Row.of(place.issue()))
                .toList();
    }
}
