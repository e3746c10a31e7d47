package io.zenem.jira.jira;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JiraFieldTest {
    @Test
    void readsACustomFieldOfOneProject() {
        JiraField field = JiraField.of(Json.of("{'id':'customfield_10016','key':'customfield_10016','name':'Story point"
                + " estimate','custom':true,'scope':{'type':'PROJECT','project':{'id':'10084'}},'schema':{'type':'number',"
                + "'custom':'com.pyxis.greenhopper.jira:jsw-story-points','customId':10016}}"));
        assertThat(field.name()).isEqualTo("Story point estimate");
        assertThat(field.custom()).isTrue();
        assertThat(field.type()).contains("number");
        assertThat(field.items()).isEmpty();
        assertThat(field.scopeProjectId()).contains("10084");
    }

    @Test
    void toleratesAFieldWithoutSchema() {
        JiraField field = JiraField.of(Json.of("{'id':'issuekey','name':'Key'}"));
        assertThat(field.key()).isEqualTo("issuekey");
        assertThat(field.type()).isEmpty();
        assertThat(field.custom()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "description, string, , true",
        "environment, string, , true",
        "comment, comments-page, , true",
        "summary, string, , false",
        "customfield_1, string, com.atlassian.jira.plugin.system.customfieldtypes:textarea, true",
        "customfield_1, string, com.atlassian.jira.plugin.system.customfieldtypes:textfield, false",
    })
    void knowsWhoseFormDependsOnTheApiVersion(String id, String type, String custom, boolean rich) {
        String kind = custom == null ? "'system':'" + id + "'" : "'custom':'" + custom + "'";
        JiraField field = JiraField.of(Json.of("{'id':'" + id + "','schema':{'type':'" + type + "'," + kind + "}}"));
        assertThat(field.richText()).isEqualTo(rich);
    }
}
