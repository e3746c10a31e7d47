package io.zenem.jirasim;

import java.util.List;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class JqlQuotingTest {
    @Property(tries = 300)
    void everyTextSurvivesItsQuoting(@ForAll String text, @ForAll boolean doubled) {
        String quote = doubled ? "\"" : "'";
        Jql jql = JqlParser.parse("labels = " + quote + escaped(text, quote) + quote + " ORDER BY id");
        assertThat(jql.where()).contains(equal("labels", text));
    }

    private static String escaped(String text, String quote) {
        return text.replace("\\", "\\\\")
                .replace(quote, "\\" + quote)
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static Jql.Clause equal(String field, String text) {
        return new Jql.Term(field, Jql.Operator.EQUALS, List.of(new Jql.Value(text, true)));
    }

    @Property(tries = 300)
    void garbageIsRefusedOrParsedButNeverBreaksTheParser(@ForAll String text) {
        try {
            assertThat(JqlParser.parse(text)).isNotNull();
        } catch (JqlError refused) {
            assertThat(refused).hasMessageStartingWith("Error in the JQL Query");
        }
    }

    @Example
    void escapesMeanWhatTheySay() {
        Jql jql = JqlParser.parse("labels = \"a\\u0041\\t\\'\\\"\\\\\\ z\"");
        assertThat(jql.where()).contains(equal("labels", "aA\t'\"\\ z"));
    }

    @Example
    void andBindsTighterThanOr() {
        Jql.Clause where =
                JqlParser.parse("a = '1' or b = '2' and not c = '3'").where().orElseThrow();
        assertThat(where)
                .isEqualTo(new Jql.Or(
                        List.of(equal("a", "1"), new Jql.And(List.of(equal("b", "2"), new Jql.Not(equal("c", "3")))))));
    }
}
