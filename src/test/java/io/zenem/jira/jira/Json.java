package io.zenem.jira.jira;

import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** JSON for tests: written with single quotes, or arbitrary in the vocabulary of Jira. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** Reads JSON whose quotes are written as {@code '}. */
    public static JsonNode of(String singleQuoted) {
        try {
            return MAPPER.readTree(singleQuoted.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(singleQuoted, e);
        }
    }

    /** Any JSON, mostly with names that readers of Jira's values look for, so that it gets past their first look. */
    public static Arbitrary<JsonNode> any() {
        return any(4);
    }

    private static Arbitrary<JsonNode> any(int depth) {
        return depth == 0
                ? scalar()
                : Arbitraries.frequencyOf(
                        Tuple.of(3, scalar()),
                        Tuple.of(1, any(depth - 1).list().ofMaxSize(4).map(elements -> {
                            ArrayNode array = NODES.arrayNode();
                            elements.forEach(array::add);
                            return array;
                        })),
                        Tuple.of(
                                3,
                                Arbitraries.maps(name(), any(depth - 1))
                                        .ofMaxSize(5)
                                        .map(properties -> {
                                            ObjectNode object = NODES.objectNode();
                                            properties.forEach(object::set);
                                            return object;
                                        })));
    }

    private static Arbitrary<String> name() {
        return Arbitraries.of(
                "id",
                "key",
                "name",
                "value",
                "child",
                "type",
                "content",
                "text",
                "attrs",
                "timestamp",
                "order",
                "state",
                "accountId",
                "displayName",
                "emailAddress",
                "statusCategory",
                "fields",
                "data",
                "url",
                "title",
                "a");
    }

    private static Arbitrary<JsonNode> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(NODES::textNode),
                Arbitraries.of(
                                "doc",
                                "paragraph",
                                "text",
                                "table",
                                "tableRow",
                                "bulletList",
                                "orderedList",
                                "date",
                                "mention",
                                "3.0",
                                "1e999999999",
                                "true",
                                "2026-01-26T01:39:15.250+0200",
                                "2026-02-30",
                                "com.atlassian.greenhopper.service.sprint.Sprint@1[id=7,name=x]",
                                "ACME-1",
                                "20001")
                        .map(NODES::textNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(new BigDecimal("3E+5"), new BigDecimal("1E+1000000"))
                        .map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
    }
}
