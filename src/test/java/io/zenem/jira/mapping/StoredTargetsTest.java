package io.zenem.jira.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.Json;
import io.zenem.jira.work.ZenemEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTargetsTest {
    private static final Map<String, JsonNode> THINGS = Map.of(
            "status:3", Json.of("{'id': '3', 'name': 'Doing', 'statusCategory': {'key': 'indeterminate'}}"),
            "status:4", Json.of("{'id': '4', 'name': 'Doing', 'statusCategory': {'key': null}}"),
            "version:5", Json.of("{'id': '5', 'name': 'Doing', 'value': 'Doing'}"),
            "version:6", Json.of("{'id': '6', 'name': 'Six', 'value': 'Six'}"),
            "customfield_10032:7", Json.of("{'id': '7', 'name': 'Doing', 'value': 'Doing'}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            status:3            | {'fieldId': 'status', 'enumMap': {'Doing': 'BLOCKED'}}            | status       | 'IN_PROGRESS'                                | 'BLOCKED'
            status:3            | {'fieldId': 'status'}                                             | status       | 'NOT_STARTED'                                | 'IN_PROGRESS'
            version:5           | {'fieldId': 'fixVersions', 'enumMap': {'Doing': 'D'}}             | attributes.v | {'ref': 'version:5'}                         | {'ref': 'version:5', 'as': 'D'}
            version:5           | {'fieldId': 'fixVersions', 'enumMap': {'Old': 'D'}}               | attributes.v | {'ref': 'version:5', 'as': 'D'}              | {'ref': 'version:5'}
            version:5           | {'fieldId': 'fixVersions', 'enumMap': {'Doing': 'D'}}             | attributes.v | {'ref': 'version:6'}                         | {'ref': 'version:6'}
            version:5           | {'fieldId': 'fixVersions', 'enumMap': {'Doing': 'D'}, 'type': 'array'} | attributes.v | [{'ref': 'version:6'}, {'ref': 'version:5'}] | [{'ref': 'version:6'}, {'ref': 'version:5', 'as': 'D'}]
            """)
    void aNameIsPutIntoWhatIsStored(String reference, String rule, String target, String before, String after) {
        assertThat(mapped(reference, rule, target, before)).contains(target(target, after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            status:4            | {'fieldId': 'status'}                                                       | status       | 'NOT_STARTED'
            status:3            | {'fieldId': 'priority', 'fallbackFieldIds': ['status']}                     | status       | 'NOT_STARTED'
            customfield_10032:7 | {'fieldId': 'customfield_10032', 'type': 'boolean'}                         | attributes.v | true
            version:5           | {'fieldId': 'fixVersions', 'enumMap': {'Doing': 'D'}}                       | attributes.v | {'parts': [{'ref': 'version:5'}, ', ', {'ref': 'version:6'}]}
            version:8           | {'fieldId': 'fixVersions', 'enumMap': {'Doing': 'D'}}                       | attributes.v | {'ref': 'version:8'}
            """)
    void whatIsStoredDoesNotAlwaysTell(String reference, String rule, String target, String before) {
        assertThat(mapped(reference, rule, target, before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status, status, false", "fixVersions, attributes.v, true"})
    void aNameThatWasResolvedToItsIdIsReadOnlyWhereItMayBePartOfAText(String field, String target, boolean read) {
        String reference = field.equals("status") ? "status:3" : "version:5";
        String rule =
                "{'fieldId': '%s', 'enumMap': {'Old': 'X'}, 'enumRefs': {'%s': 'Old'}}".formatted(field, reference);
        Mapping mapping = Mapping.of(Json.of("{'stories': {'" + target + "': " + rule + "}}"));
        assertThat(new StoredTargets(mapping, Fixtures.SITE, THINGS).read(reference))
                .isEqualTo(read);
    }

    @Test
    void twoOptionsOfACascadeAreNotTheFirstOfThem() {
        JsonNode issue = Fixtures.story(
                "'customfield_10031': {'id': '1', 'value': 'Europe', 'child': {'id': '2', 'value': 'Berlin'}}");
        MappedIssue mapped = Fixtures.mapped(
                issue,
                "attributes.region",
                "{'fieldId': 'customfield_10031', 'enumMap': {'Europe': 'EU'}, 'enumRefs': {'customfield_10031:1': 'Europe'}}");
        assertThat(mapped.fields().at("/attributes/region").asText()).isEqualTo("Europe - Berlin");
    }

    private static Optional<ObjectNode> mapped(String reference, String rule, String target, String before) {
        Mapping mapping = Mapping.of(Json.of("{'stories': {'" + target + "': " + rule + "}}"));
        StoredTargets targets = new StoredTargets(mapping, Fixtures.SITE, THINGS);
        assertThat(targets.read(reference)).isTrue();
        return targets.mapped(ZenemEntity.STORY, target(target, before), List.of(reference), reference);
    }

    private static ObjectNode target(String target, String value) {
        ObjectNode entity = (ObjectNode) Json.of("{}");
        IssueMapper.set(entity, target, Json.of(value));
        return entity;
    }
}
