package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.work.ZenemEntity;

/** The points that the active mapping sees on an issue. */
public final class StoryPoints {
    private static final String TARGET = "storyPoints";

    private StoryPoints() {}

    /** The Jira fields that hold them; none where they are not mapped. */
    public static List<String> fieldIds(Mapping mapping) {
        return rule(mapping).map(FieldRule::fieldIds).orElse(List.of());
    }

    /** The fields that tell in which sprints the points count, by the ids that are kept as references and shown nowhere; none where points are not mapped. */
    public static List<String> sprintFieldIds(Mapping mapping, SiteContext site) {
        return rule(mapping).isEmpty()
                ? List.of()
                : site.fields().values().stream()
                        .filter(JiraField::sprint)
                        .map(JiraField::id)
                        .sorted()
                        .toList();
    }

    /** The points of an issue, read as its story's would be; 0 for none. */
    public static BigDecimal of(JsonNode issue, Mapping mapping, SiteContext site) {
        return rule(mapping)
                .map(rule -> new Mapping.Target(ZenemEntity.STORY, TARGET, rule))
                .map(target -> IssueMapper.value(issue, target, site, new Remarks()))
                .map(JsonNode::decimalValue)
                .orElse(BigDecimal.ZERO);
    }

    /** Points as a changelog tells them; empty for what is no number. */
    public static Optional<BigDecimal> of(String text) {
        return NumberValue.of(text);
    }

    private static Optional<FieldRule> rule(Mapping mapping) {
        return Optional.ofNullable(mapping.stories().get(TARGET));
    }

    /** Their sum, written as a story's points are: two halves are 1, and not 1.0. */
    public static BigDecimal sum(BigDecimal some, BigDecimal more) {
        return NumberValue.plain(some.add(more));
    }
}
