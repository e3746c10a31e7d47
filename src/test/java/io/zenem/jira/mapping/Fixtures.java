package io.zenem.jira.mapping;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.Json;

/** A site with a field of each kind, and its issues. */
final class Fixtures {
    static final List<JiraField> FIELDS = List.of(
            system("summary", "Summary", "string"),
            system("description", "Description", "string"),
            system("status", "Status", "status"),
            system("priority", "Priority", "priority"),
            system("issuetype", "Issue Type", "issuetype"),
            system("assignee", "Assignee", "user"),
            system("reporter", "Reporter", "user"),
            system("duedate", "Due date", "date"),
            system("created", "Created", "datetime"),
            system("updated", "Updated", "datetime"),
            system("resolutiondate", "Resolved", "datetime"),
            system("votes", "Votes", "votes"),
            array("labels", "Labels", "string", "labels"),
            array("components", "Components", "component", "components"),
            array("fixVersions", "Fix versions", "version", "fixVersions"),
            custom("customfield_10014", "Epic Link", "any", "com.pyxis.greenhopper.jira:gh-epic-link"),
            custom("customfield_10026", "Story Points", "number", kind("float")),
            array("customfield_10020", "Sprint", "json", "com.pyxis.greenhopper.jira:gh-sprint"),
            custom("customfield_10030", "Team", "option", kind("select")),
            custom("customfield_10031", "Region", "option-with-child", kind("cascadingselect")),
            array("customfield_10032", "Platforms", "option", kind("multiselect")),
            custom("customfield_10033", "Notes", "string", kind("textarea")),
            custom("customfield_10034", "Ticket", "string", kind("textfield")),
            custom("customfield_10035", "Go live", "datetime", kind("datetime")),
            array("customfield_10036", "Reviewers", "user", kind("multiuserpicker")),
            custom("customfield_10037", "Start date", "date", kind("datepicker")));

    static final SiteContext SITE = new SiteContext(
            FIELDS.stream().collect(Collectors.toMap(JiraField::id, field -> field)), ZoneId.of("Europe/Berlin"));

    private Fixtures() {}

    /** A story with these fields besides what every issue has. */
    static JsonNode story(String fields) {
        return issue("Story", 0, fields);
    }

    static JsonNode epic(String fields) {
        return issue("Epic", 1, fields);
    }

    /** Maps a story, whose title is its summary, with one more rule, and gives that target's value. */
    static MappedIssue mapped(JsonNode issue, String target, String rule) {
        String rules = "{'title':{'fieldId':'summary'},'" + target + "':" + rule + "}";
        Mapping mapping = Mapping.of(Json.of("{'versionName':'v1','projects':" + rules + ",'stories':" + rules + "}"));
        return ((IssueMapper.Mapped) IssueMapper.map(issue, mapping, SITE)).issue();
    }

    private static JsonNode issue(String type, int level, String fields) {
        ObjectNode issue =
                (ObjectNode) Json.of("{'id':'20042','key':'ACME-42','fields':{'summary':'Add card','issuetype':"
                        + "{'name':'" + type + "','hierarchyLevel':" + level
                        + ",'subtask':false},'project':{'id':'10010','key':"
                        + "'ACME'},'updated':'2026-11-02T09:20:00.000+0100'}}");
        ((ObjectNode) issue.get("fields")).setAll((ObjectNode) Json.of("{" + fields + "}"));
        return issue;
    }

    private static String kind(String name) {
        return "com.atlassian.jira.plugin.system.customfieldtypes:" + name;
    }

    private static JiraField system(String id, String name, String type) {
        return field(id, name, "'type':'" + type + "','system':'" + id + "'");
    }

    private static JiraField custom(String id, String name, String type, String kind) {
        return field(id, name, "'type':'" + type + "','custom':'" + kind + "'");
    }

    private static JiraField array(String id, String name, String items, String kind) {
        String origin = id.startsWith("customfield_") ? "custom" : "system";
        return field(id, name, "'type':'array','items':'" + items + "','" + origin + "':'" + kind + "'");
    }

    private static JiraField field(String id, String name, String schema) {
        return JiraField.of(
                Json.of("{'id':'" + id + "','key':'" + id + "','name':'" + name + "','schema':{" + schema + "}}"));
    }
}
