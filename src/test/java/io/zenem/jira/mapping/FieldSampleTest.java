package io.zenem.jira.mapping;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FieldSampleTest {
    @Test
    void theMostFrequentValuesAreShownAndNumbersInTheirOrder() {
        assertThat(sample("number", 3, "8.0", "5", "13", "5", "3", "3", "8", "null"))
                .isEqualTo(new FieldSample(List.of("3", "5", "8"), 7));
        assertThat(sample("option", 2, "{'value':'Low'}", "{'value':'High'}", "{'value':'High'}", "{'value':'Top'}"))
                .isEqualTo(new FieldSample(List.of("High", "Low"), 4));
    }

    @Test
    void aTextWithAHugeExponentIsShownAsItIs() {
        assertThat(sample("number", 5, "'1e999999999'", "'1e-999999999'", "'1e-999999999'"))
                .isEqualTo(new FieldSample(List.of("1e-999999999", "1e999999999"), 3));
    }

    @Test
    void anArrayIsOneUseHoweverManyElementsItHas() {
        assertThat(sample("array:string", 5, "['a','b']", "['b']", "[]"))
                .isEqualTo(new FieldSample(List.of("b", "a"), 2));
    }

    @Test
    void whatCannotBeReadIsUsedAllTheSame() {
        assertThat(sample("any", 5, "{'x':{'y':1}}")).isEqualTo(new FieldSample(List.of(), 1));
    }

    @Test
    void theKeyStandsBesideTheFields() {
        assertThat(FieldSample.of(
                        JiraField.of(Json.of("{'id':'issuekey','name':'Key'}")), List.of(Fixtures.story("")), 5))
                .isEqualTo(new FieldSample(List.of("ACME-42"), 1));
    }

    @Property(tries = 300)
    void neverMoreThanAskedForAndNeverTwice(
            @ForAll("types") String type,
            @ForAll("values") @Size(max = 8) List<JsonNode> values,
            @ForAll @IntRange(min = 1, max = 5) int count) {
        FieldSample sample = sample(type, count, values.stream());
        assertThat(sample.values()).hasSizeLessThanOrEqualTo(count).doesNotHaveDuplicates();
        assertThat(sample.usage()).isBetween(sample.values().isEmpty() ? 0 : 1, values.size());
    }

    @Property(tries = 300)
    void asManyAsTheDataHas(@ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9) Integer> numbers) {
        FieldSample sample = sample("number", 5, numbers.stream().map(IntNode::valueOf));
        assertThat(sample.values())
                .hasSize((int) Math.min(5, numbers.stream().distinct().count()));
        assertThat(sample.usage()).isEqualTo(numbers.size());
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("string", "number", "date", "any", "array:option", "array:json", "votes", "sd-approvals");
    }

    @Provide
    Arbitrary<List<JsonNode>> values() {
        return Json.any().list().ofMaxSize(8);
    }

    private static FieldSample sample(String type, int count, String... values) {
        return sample(type, count, Stream.of(values).map(Json::of));
    }

    private static FieldSample sample(String type, int count, Stream<JsonNode> values) {
        List<JsonNode> issues = values.map(FieldSampleTest::issue).toList();
        return FieldSample.of(SampleTextTest.field(type), issues, count);
    }

    private static JsonNode issue(JsonNode value) {
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        issue.putObject("fields").set("customfield_1", value);
        return issue;
    }
}
