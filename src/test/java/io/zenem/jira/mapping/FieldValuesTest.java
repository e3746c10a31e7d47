package io.zenem.jira.mapping;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FieldValuesTest {
    @Test
    void twoOptionsOfOneNameAreTwoValuesAndARenamedOneIsOne() {
        assertThat(values(
                                "option",
                                "{'id':'1','value':'Low'}",
                                "{'id':'2','value':'Low'}",
                                "{'id':'1','value':'low'}",
                                "null")
                        .values())
                .containsExactly(new FieldValues.Value("Low", "1", 2), new FieldValues.Value("Low", "2", 1));
    }

    @Test
    void anIssueCountsOnceForEachOfItsValues() {
        FieldValues found = values("array:string", "['a','a','b']", "['b']", "[]");
        assertThat(found.values())
                .containsExactly(new FieldValues.Value("b", null, 2), new FieldValues.Value("a", null, 1));
        assertThat(found.usedIn()).isEqualTo(2);
        assertThat(found.sampledIssues()).isEqualTo(3);
    }

    @Test
    void aCascadeIsOneValueWithoutAnId() {
        assertThat(values("option-with-child", "{'id':'1','value':'Europe','child':{'id':'2','value':'Spain'}}")
                        .values())
                .containsExactly(new FieldValues.Value("Europe - Spain", null, 1));
    }

    @Test
    void whatIsNoNameIsCutAndWhatIsTooMuchIsCounted() {
        String text = "x".repeat(300);
        assertThat(values("string", "'" + text + "'").values().get(0).value()).hasSizeLessThan(100);
        FieldValues many = values(
                "number", IntStream.range(0, 250).mapToObj(String::valueOf).toArray(String[]::new));
        assertThat(many.values()).hasSize(200);
        assertThat(many.omitted()).isEqualTo(50);
    }

    @Test
    void whatJiraListsAndNobodyHasComesLast() {
        FieldValues found = FieldValues.of(
                SampleTextTest.field("priority"),
                issues(Stream.of(Json.of("{'id':'3','name':'Medium'}"))),
                site("priority"),
                List.of(Json.of("{'id':'1','name':'Highest'}"), Json.of("{'id':'3','name':'Medium'}")));
        assertThat(found.values())
                .containsExactly(new FieldValues.Value("Medium", "3", 1), new FieldValues.Value("Highest", "1", 0));
        assertThat(found.listed()).isTrue();
    }

    @Property(tries = 200)
    void everyIssueWithAValueIsCounted(@ForAll @Size(max = 30) List<Integer> numbers) {
        FieldValues found =
                values("number", numbers.stream().map(String::valueOf).toArray(String[]::new));
        assertThat(found.values().stream().mapToInt(FieldValues.Value::issues).sum())
                .isEqualTo(numbers.size())
                .isEqualTo(found.usedIn());
    }

    private static FieldValues values(String type, String... values) {
        return FieldValues.of(
                SampleTextTest.field(type), issues(Arrays.stream(values).map(Json::of)), site(type), List.of());
    }

    private static List<JsonNode> issues(Stream<JsonNode> values) {
        return values.map(value -> {
                    ObjectNode issue = JsonNodeFactory.instance.objectNode();
                    issue.putObject("fields").set("customfield_1", value);
                    return (JsonNode) issue;
                })
                .toList();
    }

    private static SiteContext site(String type) {
        return new SiteContext(Map.of("customfield_1", SampleTextTest.field(type)), ZoneOffset.UTC);
    }
}
