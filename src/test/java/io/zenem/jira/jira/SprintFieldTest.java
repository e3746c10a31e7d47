package io.zenem.jira.jira;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class SprintFieldTest {
    private static final String CLASS = "com.atlassian.greenhopper.service.sprint.Sprint@1a2b3c[";

    @ParameterizedTest
    @MethodSource
    void findsTheIdWhateverTheNamesSay(String properties) {
        assertThat(SprintField.ids(JsonNodeFactory.instance.arrayNode().add(CLASS + properties)))
                .containsExactly(197L);
    }

    static Stream<String> findsTheIdWhateverTheNamesSay() {
        return Stream.of(
                "completeDate=<null>,endDate=<null>,id=197,name=Sprint 7,rapidViewId=9,sequence=197,state=ACTIVE]",
                "id=197,rapidViewId=9,state=ACTIVE,name=Sprint 7,goal=,sequence=197]",
                "id=197,rapidViewId=9,state=ACTIVE,name=a, [b],id=5,name=c,goal=,id=6,sequence=6]",
                "completeDate=<null>,endDate=<null>,id=197,name=id=5,id=6,rapidViewId=9,sequence=200,state=ACTIVE]",
                "activatedDate=<null>,goal=win,id=5,lose,id=197,name=x,rapidViewId=9,sequence=197,state=ACTIVE]",
                "activatedDate=<null>,goal=win,id=5,lose,id=197,name=x,rapidViewId=9,sequence=300,state=ACTIVE]",
                "goal=,id=5,name=y],id=197,name=x,id=6,state=ACTIVE,rapidViewId=9,sequence=197,state=ACTIVE]",
                "rapidViewId=9,id=197]");
    }

    @Test
    void readsObjectsInOrderEachOnce() {
        assertThat(SprintField.ids(Json.of("[{'id':12,'name':'b'},{'id':'7'},{'id':12},{'name':'no id'},null,'9']")))
                .containsExactly(12L, 7L, 9L);
    }

    @Test
    void readsASingleObjectAndNothing() {
        assertThat(SprintField.ids(Json.of("{'id':12}"))).containsExactly(12L);
        assertThat(SprintField.ids(Json.of("null"))).isEmpty();
        assertThat(SprintField.ids(Json.of("'soon'"))).isEmpty();
    }
}
