package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.zenem.jirasim.Field.Use.COMPANY_MANAGED;
import static io.zenem.jirasim.Field.Use.EVERYWHERE;
import static io.zenem.jirasim.Field.Use.TEAM_MANAGED;

/** Every field of the site. Ids of custom fields are those a Cloud site often has, and no promise. */
final class FieldCatalogue {
    static final String EPIC_NAME = "customfield_10011";
    static final String EPIC_LINK = "customfield_10014";
    static final String START_DATE = "customfield_10015";
    static final String STORY_POINT_ESTIMATE = "customfield_10016";
    static final String RANK = "customfield_10019";
    static final String SPRINT = "customfield_10020";
    static final String STORY_POINTS = "customfield_10026";
    static final String SEVERITY = "customfield_10030";
    static final String PLATFORMS = "customfield_10031";
    static final String REGION = "customfield_10032";
    static final String REVIEWER = "customfield_10033";
    static final String CONTRIBUTORS = "customfield_10034";
    static final String CHECKS = "customfield_10035";
    static final String DUE_AT = "customfield_10036";
    static final String ACCEPTANCE = "customfield_10037";
    static final String LINK = "customfield_10038";
    static final String TAGS = "customfield_10039";
    static final String EFFORT = "customfield_10040";
    static final String NOTES = "customfield_10041";
    static final String REQUEST_TYPE = "customfield_10050";
    static final String APPROVALS = "customfield_10051";
    static final String TIME_TO_RESOLUTION = "customfield_10052";
    static final String SATISFACTION = "customfield_10053";
    static final String TEAM_SEVERITY = "customfield_10043";
    static final String TEAM_START_DATE = "customfield_10044";

    private static final String ATLASSIAN = "com.atlassian.jira.plugin.system.customfieldtypes:";
    private static final String AGILE = "com.pyxis.greenhopper.jira:";

    private final Map<String, Field> byId = new LinkedHashMap<>();

    /** Cloud's alone. */
    private static final Set<String> OF_CLOUD = Set.of(
            "statuscategorychangedate",
            "statusCategory",
            "customfield_10000",
            "customfield_10001",
            STORY_POINT_ESTIMATE);

    /**
     * @param teamProject the team-managed project with fields of its own; 0 on Data Center, which has none of those
     */
    FieldCatalogue(int teamProject) {
        systemFields();
        customFields();
        if (teamProject == 0) {
            byId.keySet().removeAll(OF_CLOUD);
            return;
        }
        custom(TEAM_SEVERITY, "Severity", "option", "", ATLASSIAN + "select", TEAM_MANAGED, teamProject);
        custom(TEAM_START_DATE, "Start date", "date", "", ATLASSIAN + "datepicker", TEAM_MANAGED, teamProject);
    }

    List<Field> all() {
        return List.copyOf(byId.values());
    }

    Optional<Field> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The fields that a name in JQL may mean; several where team-managed projects have repeated a name. */
    List<Field> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<Field> found = new ArrayList<>();
        for (Field field : byId.values()) {
            if (field.name().toLowerCase(Locale.ROOT).equals(wanted)
                    || field.id().equals(wanted)
                    || field.clauses().stream().anyMatch(clause -> clause.equalsIgnoreCase(wanted))) {
                found.add(field);
            }
        }
        return found;
    }

    private void systemFields() {
        system("statuscategorychangedate", "Status Category Changed", "datetime", "");
        system("issuetype", "Issue Type", "issuetype", "", "issuetype", "type");
        system("parent", "Parent", "issuelink", "", "parent");
        hidden("timespent", "Time Spent", "number", "");
        system("project", "Project", "project", "", "project");
        system("description", "Description", "string", "", "description");
        system("fixVersions", "Fix versions", "array", "version", "fixVersion");
        system("statusCategory", "Status Category", "statusCategory", "", "statusCategory");
        system("resolution", "Resolution", "resolution", "", "resolution");
        hidden("timetracking", "Time tracking", "timetracking", "");
        hidden("attachment", "Attachment", "array", "attachment");
        system("resolutiondate", "Resolved", "datetime", "", "resolutiondate", "resolved");
        system("workratio", "Work Ratio", "number", "", "workratio");
        system("summary", "Summary", "string", "", "summary");
        system("watches", "Watchers", "watches", "", "watchers");
        system("creator", "Creator", "user", "", "creator");
        system("subtasks", "Sub-tasks", "array", "issuelinks", "subtasks");
        system("created", "Created", "datetime", "", "created", "createdDate");
        system("reporter", "Reporter", "user", "", "reporter");
        system("priority", "Priority", "priority", "", "priority");
        system("labels", "Labels", "array", "string", "labels");
        system("environment", "Environment", "string", "", "environment");
        system("versions", "Affects versions", "array", "version", "affectedVersion");
        system("duedate", "Due date", "date", "", "due", "duedate");
        system("progress", "Progress", "progress", "", "progress");
        system("issuelinks", "Linked Issues", "array", "issuelinks", "issueLink");
        system("votes", "Votes", "votes", "", "votes");
        hidden("comment", "Comment", "comments-page", "");
        system("assignee", "Assignee", "user", "", "assignee");
        hidden("worklog", "Log Work", "array", "worklog");
        system("updated", "Updated", "datetime", "", "updated", "updatedDate");
        system("status", "Status", "status", "", "status");
        system("components", "Components", "array", "component", "component");
        system("security", "Security Level", "securitylevel", "", "level");
    }

    private void customFields() {
        custom(
                "customfield_10000",
                "Development",
                "any",
                "",
                "com.atlassian.jira.plugins.jira-development-" + "integration-plugin:devsummarycf",
                EVERYWHERE,
                0);
        custom(
                "customfield_10001",
                "Team",
                "team",
                "",
                "com.atlassian.jira.plugin.system.customfieldtypes:" + "atlassian-team",
                EVERYWHERE,
                0);
        custom(EPIC_NAME, "Epic Name", "string", "", AGILE + "gh-epic-label", COMPANY_MANAGED, 0);
        custom(EPIC_LINK, "Epic Link", "any", "", AGILE + "gh-epic-link", COMPANY_MANAGED, 0);
        custom(START_DATE, "Start date", "date", "", ATLASSIAN + "datepicker", EVERYWHERE, 0);
        custom(STORY_POINT_ESTIMATE, "Story point estimate", "number", "", AGILE + "jsw-story-points", TEAM_MANAGED, 0);
        custom(RANK, "Rank", "any", "", AGILE + "gh-lexo-rank", EVERYWHERE, 0);
        custom(SPRINT, "Sprint", "array", "json", AGILE + "gh-sprint", EVERYWHERE, 0);
        custom(STORY_POINTS, "Story Points", "number", "", ATLASSIAN + "float", COMPANY_MANAGED, 0);
        custom(SEVERITY, "Severity", "option", "", ATLASSIAN + "select", COMPANY_MANAGED, 0);
        custom(PLATFORMS, "Platforms", "array", "option", ATLASSIAN + "multiselect", COMPANY_MANAGED, 0);
        custom(REGION, "Region", "option-with-child", "", ATLASSIAN + "cascadingselect", COMPANY_MANAGED, 0);
        custom(REVIEWER, "Reviewer", "user", "", ATLASSIAN + "userpicker", COMPANY_MANAGED, 0);
        custom(CONTRIBUTORS, "Contributors", "array", "user", ATLASSIAN + "multiuserpicker", COMPANY_MANAGED, 0);
        custom(CHECKS, "Checks \"done\"", "array", "option", ATLASSIAN + "multicheckboxes", COMPANY_MANAGED, 0);
        custom(DUE_AT, "Due at", "datetime", "", ATLASSIAN + "datetime", COMPANY_MANAGED, 0);
        custom(ACCEPTANCE, "Acceptance criteria", "string", "", ATLASSIAN + "textarea", EVERYWHERE, 0);
        custom(LINK, "Design link", "string", "", ATLASSIAN + "url", COMPANY_MANAGED, 0);
        custom(TAGS, "Tags", "array", "string", ATLASSIAN + "labels", COMPANY_MANAGED, 0);
        custom(EFFORT, "Effort", "number", "", ATLASSIAN + "float", EVERYWHERE, 0);
        custom(NOTES, "Notes 📝", "string", "", ATLASSIAN + "textfield", EVERYWHERE, 0);
        serviceDeskFields();
        custom("customfield_10045", "Legacy code", "string", "", ATLASSIAN + "textfield", EVERYWHERE, 0);
    }

    /** A site that has Jira Service Management lists its fields for every project; only its own requests have values. */
    private void serviceDeskFields() {
        String desk = "com.atlassian.servicedesk:";
        custom(REQUEST_TYPE, "Request Type", "sd-customerrequesttype", "", desk + "vp-origin", EVERYWHERE, 0);
        custom(APPROVALS, "Approvals", "sd-approvals", "", desk + "sd-approvals", EVERYWHERE, 0);
        custom(
                TIME_TO_RESOLUTION,
                "Time to resolution",
                "sd-servicelevelagreement",
                "",
                desk + "sd-sla-field",
                EVERYWHERE,
                0);
        custom(SATISFACTION, "Satisfaction", "sd-feedback", "", desk + "sd-request-feedback", EVERYWHERE, 0);
    }

    private void system(String id, String name, String type, String items, String... clauses) {
        byId.put(id, new Field(id, name, type, items, "", List.of(clauses), true, EVERYWHERE, 0));
    }

    private void hidden(String id, String name, String type, String items) {
        byId.put(id, new Field(id, name, type, items, "", List.of(), false, EVERYWHERE, 0));
    }

    private void custom(String id, String name, String type, String items, String uri, Field.Use use, int scope) {
        String clause = "cf[" + id.substring("customfield_".length()) + "]";
        byId.put(id, new Field(id, name, type, items, uri, List.of(clause, name), true, use, scope));
    }
}
