package io.zenem.jira.jira;

import java.util.List;
import java.util.regex.Pattern;

/** What has to be granted, by whom and where, when Jira does not let the connector see or do what was asked. */
final class Grants {
    private static final String BROWSE = "the project permission Browse Projects";

    /** What a request needs, by its path: a permission of the account, and of an app a scope too. The first that fits counts. */
    private record Need(Pattern path, String permission, String scope) {
        Need(String path, String permission, String scope) {
            this(Pattern.compile(path), permission, scope);
        }
    }

    private static final List<Need> NEEDS = List.of(
            new Need("/webhook", "the global permission Administer Jira", "manage:jira-webhook"),
            new Need(
                    "^/rest/agile/.*/configuration",
                    "access to Jira Software, and " + BROWSE + " in the board's projects",
                    "read:board-scope.admin:jira-software"),
            new Need(
                    "^/rest/agile/.*/sprint",
                    "access to Jira Software, and " + BROWSE + " in the board's projects",
                    "read:sprint:jira-software"),
            new Need(
                    "^/rest/agile/",
                    "access to Jira Software, and " + BROWSE + " in the board's projects",
                    "read:board-scope:jira-software"),
            new Need("/myself", "access to Jira", "read:jira-user"),
            new Need("/users?/", "the global permission Browse users and groups", "read:jira-user"),
            new Need("/(issue|search|project|version)(/|\\?|$)", BROWSE, "read:jira-work"),
            new Need("", "access to Jira", "read:jira-work"));

    private final Need need;
    private final boolean app;
    private final String connectorId;

    /**
     * For one request of one connector.
     *
     * @param app whether an OAuth app asks
     */
    Grants(JiraRequest request, boolean app, String connectorId) {
        this.need = NEEDS.stream()
                .filter(one -> one.path().matcher(request.pathAndQuery()).find())
                .findFirst()
                .orElseThrow();
        this.app = app;
        this.connectorId = connectorId;
    }

    /** Who Jira does not let. */
    String who() {
        return app ? "the app, or the account that authorized it" : "this account";
    }

    /** What helps where Jira knows who asks and says no. */
    String permission() {
        return "grant the account " + need.permission + " in Jira"
                + (app ? ", and see that the app has the scope " + need.scope : "");
    }

    /** What helps where an app's token is good, but not for this. */
    String scope() {
        return "allow the app the scope " + need.scope + " in Atlassian's developer console and " + authorize();
    }

    /** What helps where Jira does not accept the credentials. */
    String credentials() {
        return app ? authorize() : "save the connector's auth again";
    }

    private String authorize() {
        return "authorize again with POST /admin/connectors/" + connectorId + "/oauth/start";
    }
}
