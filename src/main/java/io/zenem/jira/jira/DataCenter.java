package io.zenem.jira.jira;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Data Center understands instead of a request to Cloud, and its answer in Cloud's form. It has version 2 of the API only:
 * a search with offsets, no bulk read, no count, people with a key and a name instead of an account id.
 */
final class DataCenter {
    private static final String CLOUD = "/rest/api/3/";
    private static final String OWN = "/rest/api/2/";
    private static final String WALK = CLOUD + "search/jql";
    private static final String COUNT = CLOUD + "search/approximate-count";
    private static final String BY_ID = CLOUD + "issue/bulkfetch";
    private static final String CHANGELOGS = CLOUD + "changelog/bulkfetch";
    private static final String PEOPLE_BY_ID = CLOUD + "user/bulk?";
    private static final String PEOPLE = CLOUD + "users/search?";
    private static final String PERSON = CLOUD + "user/search?";
    private static final String ONE_PERSON = CLOUD + "user?";
    private static final String PROJECTS = CLOUD + "project/search?";
    private static final String WEBHOOKS = "/rest/webhooks/1.0/webhook";
    private static final Pattern PROJECT_ID = Pattern.compile("[?&]id=(\\d+)");
    private static final Pattern ACCOUNT = Pattern.compile("[?&]accountId=([^&]+)");

    /** Events that Data Center does not document, and may refuse a webhook for. */
    private static final Set<String> EVENTS_OF_CLOUD = Set.of(
            "project_soft_deleted",
            "project_restored_deleted",
            "project_archived",
            "project_restored_archived",
            "attachment_created",
            "attachment_deleted");

    private final JiraRequest cloud;
    private final String path;
    private final DataCenterSearch search;

    /**
     * @param cloud the request as everybody asks it
     * @param zone of the account's profile, in which Jira reads the dates of our JQL
     */
    DataCenter(JiraRequest cloud, AccountZone zone) {
        this.cloud = cloud;
        this.path = cloud.pathAndQuery();
        this.search = new DataCenterSearch(cloud.body().orElse(JsonNodeFactory.instance.objectNode()), zone);
    }

    JiraRequest asked() {
        if (path.equals(WALK)) {
            return search.walk();
        }
        if (path.equals(COUNT)) {
            return search.count();
        }
        if (oneByOne()) {
            // that the token lives has to be known before anything is thought to be gone
            return JiraRequest.get(OWN + "myself");
        }
        if (path.equals(CHANGELOGS)) {
            return search.changelogs();
        }
        if (path.startsWith(PEOPLE)) {
            return JiraRequest.get(
                    OWN + "user/search?username=.&includeInactive=true&" + path.substring(PEOPLE.length()));
        }
        if (path.startsWith(PERSON)) {
            return JiraRequest.get(
                    OWN + "user/search?" + path.substring(PERSON.length()).replace("query=", "username="));
        }
        if (path.startsWith(PROJECTS)) {
            return JiraRequest.get(OWN + "project?includeArchived=true");
        }
        if (path.startsWith(WEBHOOKS) && cloud.body().isPresent()) {
            return new JiraRequest(cloud.method(), path, cloud.body().map(DataCenter::webhook));
        }
        return new JiraRequest(cloud.method(), path.replaceFirst("^" + CLOUD, OWN), cloud.body());
    }

    /** There is no bulk read; a search for ids may be seconds behind a change, and what it leaves out may still be there. */
    private boolean oneByOne() {
        return path.startsWith(PEOPLE_BY_ID) || path.equals(BY_ID);
    }

    private static JsonNode webhook(JsonNode asked) {
        ObjectNode webhook = asked.deepCopy();
        ArrayNode events = webhook.putArray("events");
        asked.path("events").forEach(event -> {
            if (!EVENTS_OF_CLOUD.contains(event.asText())) {
                events.add(event);
            }
        });
        return webhook;
    }

    /** Data Center's answer as Cloud would give it, and what is still to be asked for. */
    JsonNode answered(JsonNode answer) {
        if (path.equals(WALK)) {
            return search.walked(answer);
        }
        if (path.equals(COUNT)) {
            return JsonNodeFactory.instance.objectNode().set("count", answer.path("total"));
        }
        if (oneByOne()) {
            return list(path.equals(BY_ID) ? "issues" : "values");
        }
        if (path.equals(CHANGELOGS)) {
            return search.changelogs(answer);
        }
        if (path.startsWith(PEOPLE) || path.startsWith(PERSON)) {
            ArrayNode people = JsonNodeFactory.instance.arrayNode();
            answer.forEach(user -> people.add(person(user)));
            return answer.isArray() ? people : answer;
        }
        if (path.startsWith(PROJECTS)) {
            return projects(answer);
        }
        return path.startsWith(ONE_PERSON) ? person(answer) : answer;
    }

    private JsonNode projects(JsonNode answer) {
        Set<String> wanted = found(PROJECT_ID);
        ObjectNode page = list("values");
        answer.forEach(project -> {
            boolean archived = project.path("archived").asBoolean();
            // where no ids are named, any project that is there
            if (wanted.isEmpty()
                    ? !archived
                    : archived && wanted.contains(project.path("id").asText())) {
                page.withArray("values").add(project);
            }
        });
        return page;
    }

    private static ObjectNode list(String name) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray(name);
        return page;
    }

    private static ObjectNode person(JsonNode user) {
        ObjectNode person = user.deepCopy();
        return person.put("accountId", JiraUser.id(user)).put("accountType", JiraUser.type(user));
    }

    private Set<String> found(Pattern pattern) {
        Set<String> all = new LinkedHashSet<>();
        for (Matcher matcher = pattern.matcher(path); matcher.find(); ) {
            all.add(matcher.group(1));
        }
        return all;
    }

    /** What has to be asked for one by one: people and issues by their ids. */
    List<JiraRequest> singles() {
        List<JiraRequest> singles = new ArrayList<>();
        if (path.startsWith(PEOPLE_BY_ID)) {
            found(ACCOUNT).forEach(key -> singles.add(single(ONE_PERSON + "key=" + key)));
        }
        if (path.equals(BY_ID)) {
            String fields = "?fields="
                    + search.fields().stream().map(JiraRequest::encode).collect(Collectors.joining(","));
            search.wanted().forEach(id -> singles.add(single(CLOUD + "issue/" + JiraRequest.encode(id) + fields)));
        }
        return singles;
    }

    private JiraRequest single(String of) {
        return JiraRequest.get(of).with(cloud.waiting());
    }
}
