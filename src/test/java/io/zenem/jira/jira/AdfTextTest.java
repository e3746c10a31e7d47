package io.zenem.jira.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdfTextTest {
    private static final String ITEM =
            "{'type':'listItem','content':[{'type':'paragraph','content':[{'type':'text'," + "'text':'%s'}]}%s]}";

    @Test
    void setsBlocksOnLinesOfTheirOwn() {
        assertThat(doc(paragraph(text("One")) + "," + "{'type':'heading','attrs':{'level':2},'content':[" + text("Two")
                        + "]}," + "{'type':'paragraph'}," + "{'type':'rule'}," + paragraph(text("Three "))))
                .isEqualTo("One\nTwo\nThree");
    }

    @Test
    void joinsInlineNodesWithoutMarks() {
        String bold = "{'type':'text','text':'overly','marks':[{'type':'strong'}]}";
        assertThat(doc(paragraph(text("an ") + "," + bold + "," + text(" permissive") + ",{'type':'hardBreak'},"
                        + text("policy"))))
                .isEqualTo("an overly permissive\npolicy");
    }

    @Test
    void knowsTheInlineNodesWithoutText() {
        assertThat(doc(paragraph(String.join(
                        ",",
                        "{'type':'mention','attrs':{'id':'5b10','text':'@Ada'}}",
                        text(" "),
                        "{'type':'mention','attrs':{'id':'5b10'}}",
                        text(" "),
                        "{'type':'emoji','attrs':{'shortName':':smile:','text':'😄'}}",
                        "{'type':'emoji','attrs':{'shortName':':acme:'}}",
                        text(" "),
                        "{'type':'date','attrs':{'timestamp':'1793620800000'}}",
                        text(" "),
                        "{'type':'status','attrs':{'text':'At risk','color':'red'}}",
                        text(" "),
                        "{'type':'inlineCard','attrs':{'url':'https://example.com/a'}}"))))
                .isEqualTo("@Ada @5b10 😄:acme: 2026-11-02 At risk https://example.com/a");
    }

    @Test
    void marksAndIndentsListItems() {
        String nested = ",{'type':'orderedList','attrs':{'order':3},'content':[" + ITEM.formatted("b1", "") + ","
                + ITEM.formatted("b2", "") + "]}";
        assertThat(doc("{'type':'bulletList','content':[" + ITEM.formatted("a", "") + "," + ITEM.formatted("b", nested)
                        + "]}"))
                .isEqualTo("- a\n- b\n  3. b1\n  4. b2");
    }

    @Test
    void showsWhichTasksAreDone() {
        assertThat(doc("{'type':'taskList','content':[{'type':'taskItem','attrs':{'state':'DONE'},'content':["
                        + text("write") + "]},{'type':'taskItem','attrs':{'state':'TODO'},'content':[" + text("read")
                        + "]}]}"))
                .isEqualTo("- [x] write\n- [ ] read");
    }

    @Test
    void keepsTableRowsOnOneLineEach() {
        assertThat(doc("{'type':'table','content':[" + row("tableHeader", "Name", "Size") + ","
                        + row("tableCell", "a", "") + "," + row("tableCell", "b", "2") + "]}"))
                .isEqualTo("Name | Size\na | \nb | 2");
    }

    @Test
    void keepsCodeAsItIsAndUnfoldsExpands() {
        assertThat(doc("{'type':'expand','attrs':{'title':'More'},'content':[{'type':'codeBlock','content':["
                        + text("if x:\\n    y\\n\\nz") + "]}]}"))
                .isEqualTo("More\nif x:\n    y\n\nz");
    }

    @Test
    void takesOnlyTheAlternativeTextOfMedia() {
        assertThat(
                        doc(
                                paragraph(text("see")) + ",{'type':'mediaSingle','content':[{'type':'media','attrs':"
                                        + "{'id':'1','alt':'a plan'}}]},{'type':'mediaSingle','content':[{'type':'media','attrs':{}}]}"))
                .isEqualTo("see\na plan");
    }

    @Test
    void keepsTheWordsOfUnknownNodes() {
        assertThat(doc("{'type':'futureBlock','content':[" + paragraph(text("in it"))
                        + "]},{'type':'extension','attrs':{'text':'fallback'}}"))
                .isEqualTo("in it\nfallback");
    }

    @Test
    void readsPlainTextAsWikiMarkupAndNullAsNothing() {
        assertThat(AdfText.toPlainText(Json.of("'h1. Title'"))).isEqualTo("Title");
        assertThat(AdfText.toPlainText(Json.of("null"))).isEmpty();
    }

    @Test
    void survivesTenThousandLevels() {
        ObjectNode inner =
                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", "deep");
        for (int i = 0; i < 10_000; i++) {
            ObjectNode outer =
                    JsonNodeFactory.instance.objectNode().put("type", i % 2 == 0 ? "listItem" : "bulletList");
            outer.putArray("content").add(inner);
            inner = outer;
        }
        assertThat(AdfText.toPlainText(inner)).endsWith("deep");
    }

    @Property(tries = 500)
    void isTotal(@ForAll("json") JsonNode any) {
        assertThat(AdfText.toPlainText(any)).isEqualTo(AdfText.toPlainText(any).stripTrailing());
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static String doc(String blocks) {
        return AdfText.toPlainText(Json.of("{'version':1,'type':'doc','content':[" + blocks + "]}"));
    }

    private static String paragraph(String inline) {
        return "{'type':'paragraph','content':[" + inline + "]}";
    }

    private static String text(String text) {
        return "{'type':'text','text':'" + text + "'}";
    }

    private static String row(String cellType, String first, String second) {
        String cell = "{'type':'" + cellType + "','content':[%s]}";
        return "{'type':'tableRow','content':[" + cell.formatted(paragraph(text(first))) + ","
                + cell.formatted(paragraph(text(second))) + "]}";
    }
}
