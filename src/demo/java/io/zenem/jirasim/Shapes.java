package io.zenem.jirasim;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;

/**
 * The JSON of everything that issues refer to, in one REST version. Nodes are made once and shared by all answers, so
 * nobody may change them; {@link Site#reshape} makes new shapes when one of the things has changed. For the wire they
 * are written once, too, and each answer copies the bytes: a page of issues is mostly these.
 */
final class Shapes {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final DateTimeFormatter AGILE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter AGILE_OF_DATA_CENTER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("dd/MMM/yy", Locale.ENGLISH);

    final Site site;
    final int api;
    final boolean webhook;
    private final boolean wire;
    private final ZoneId zone;
    private final String rest;
    private final Map<Integer, JsonNode> users = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> statuses = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> types = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> projects = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> priorities = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> versions = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> sprints = new ConcurrentHashMap<>();

    Shapes(Site site, int api, ZoneId zone, boolean webhook, boolean wire) {
        this.site = site;
        this.api = api;
        this.zone = zone;
        this.webhook = webhook;
        this.wire = wire;
        this.rest = site.baseUrl() + "/rest/api/" + api + "/";
    }

    /** The link of a resource below {@code /rest/api/N/}. */
    String self(String path) {
        return rest + path;
    }

    /** Jira's date-time: milliseconds and an offset without a colon, in the reader's zone. */
    String time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone).format(DATE_TIME);
    }

    /** The agile API's date-time: in UTC with Z, on Data Center with the reader's offset, which has a colon there. */
    static String agileTime(Instant when, Site site) {
        return site.dataCenter()
                ? when.atZone(site.zone).format(AGILE_OF_DATA_CENTER)
                : when.atOffset(ZoneOffset.UTC).format(AGILE);
    }

    JsonNode user(int number) {
        return cached(users, number, n -> user(site.user(n)));
    }

    private ObjectNode user(User user) {
        return site.dataCenter() ? userOfDataCenter(user) : userOfCloud(user);
    }

    /** Data Center's has a name and a key, and shows the email in webhooks too. */
    private ObjectNode userOfDataCenter(User user) {
        ObjectNode json = Json.object()
                .put("self", self("user?username=" + URLEncoder.encode(user.name(), StandardCharsets.UTF_8)));
        json.put("name", user.name()).put("key", user.accountId());
        if (user.shown()) {
            user.email().ifPresent(email -> json.put("emailAddress", email));
        }
        json.set("avatarUrls", Json.object());
        json.put("displayName", user.displayName()).put("active", user.active());
        return json.put("timeZone", user.timeZone().isEmpty() ? "Etc/UTC" : user.timeZone());
    }

    private ObjectNode userOfCloud(User user) {
        ObjectNode json = Json.object();
        json.put("self", self("user?accountId=" + URLEncoder.encode(user.accountId(), StandardCharsets.UTF_8)));
        json.put("accountId", user.accountId());
        if (!webhook && user.shown()) {
            user.email().ifPresent(email -> json.put("emailAddress", email));
        }
        json.set("avatarUrls", Json.object());
        json.put("displayName", user.displayName());
        json.put("active", user.active());
        if (!user.timeZone().isEmpty()) {
            json.put("timeZone", user.timeZone());
        }
        return json.put("accountType", user.accountType());
    }

    JsonNode status(int id) {
        return cached(statuses, id, unused -> {
            Status status = site.statuses.get(id);
            ObjectNode json = Json.object().put("self", self("status/" + id)).put("description", "");
            json.put("iconUrl", site.baseUrl() + "/").put("name", status.name()).put("id", Integer.toString(id));
            json.set("statusCategory", category(status.category()));
            return json;
        });
    }

    ObjectNode category(StatusCategory category) {
        return Json.object()
                .put("self", self("statuscategory/" + category.id))
                .put("id", category.id)
                .put("key", category.key)
                .put("colorName", category.color)
                .put("name", category.label);
    }

    JsonNode type(int id) {
        return cached(types, id, unused -> {
            IssueType type = site.types.get(id);
            ObjectNode json = Json.object().put("self", self("issuetype/" + id)).put("id", Integer.toString(id));
            json.put("description", "").put("iconUrl", "").put("name", type.name());
            json.put("subtask", type.subtask()).put("avatarId", 10315);
            if (type.scope() != 0) {
                json.put("entityId", "00000000-0000-4000-8000-0000000" + id);
            }
            return site.dataCenter() ? json : json.put("hierarchyLevel", type.hierarchyLevel());
        });
    }

    /** The project as an issue shows it. */
    JsonNode project(int id) {
        return cached(projects, id, unused -> {
            Project project = site.projects.get(id);
            ObjectNode json = Json.object().put("self", self("project/" + id)).put("id", Integer.toString(id));
            json.put("key", project.key).put("name", project.name);
            json.put("projectTypeKey", "software");
            if (!site.dataCenter()) {
                json.put("simplified", project.simplified);
            }
            json.set("avatarUrls", Json.object());
            return json;
        });
    }

    JsonNode priority(int id) {
        return cached(priorities, id, unused -> Json.object()
                .put("self", self("priority/" + id))
                .put("iconUrl", "")
                .put("name", site.priorities.get(id).name())
                .put("id", Integer.toString(id)));
    }

    JsonNode resolution(int id) {
        return Json.object()
                .put("self", self("resolution/" + id))
                .put("id", Integer.toString(id))
                .put("description", "")
                .put("name", site.resolutions.get(id).name());
    }

    JsonNode component(Component component) {
        return Json.object()
                .put("self", self("component/" + component.id()))
                .put("id", Integer.toString(component.id()))
                .put("name", component.name());
    }

    /** The version as an issue shows it. */
    JsonNode version(int id) {
        return cached(versions, id, unused -> {
            Version version = site.versions.get(id);
            ObjectNode json = Json.object().put("self", self("version/" + id)).put("id", Integer.toString(id));
            json.put("description", version.description()).put("name", version.name());
            json.put("archived", version.archived()).put("released", version.released());
            version.release().ifPresent(day -> json.put("releaseDate", day.toString()));
            return json;
        });
    }

    /** The version as the version resources show it; webhooks lack the plain releaseDate (captures of 2020). */
    ObjectNode fullVersion(Version version) {
        ObjectNode json = Json.object().put("self", self("version/" + version.id()));
        json.put("id", Integer.toString(version.id())).put("description", version.description());
        json.put("name", version.name()).put("archived", version.archived()).put("released", version.released());
        if (!webhook) {
            version.start().ifPresent(day -> json.put("startDate", day.toString()));
            version.release().ifPresent(day -> json.put("releaseDate", day.toString()));
            if (version.id() % 2 == 0 && site.faults.on(DemoFaults.Switch.DATES_THAT_ARE_NONE)) {
                json.put("releaseDate", "2026-02-30");
            }
        }
        version.release().ifPresent(day -> {
            json.put("overdue", !version.released() && day.isBefore(LocalDate.now(zone)));
            json.put("userReleaseDate", SHORT_DAY.format(day));
        });
        return json.put("projectId", version.project());
    }

    /** The sprint as an issue shows it. */
    JsonNode sprint(int id) {
        return cached(sprints, id, unused -> SprintShapes.inIssue(site.sprints.get(id), site));
    }

    private JsonNode cached(Map<Integer, JsonNode> cache, int id, IntFunction<ObjectNode> make) {
        // a read before the computation: computeIfAbsent locks its bin even where the value is there
        JsonNode known = cache.get(id);
        return known != null ? known : cache.computeIfAbsent(id, missing -> shared(make.apply(missing)));
    }

    private JsonNode shared(ObjectNode json) {
        return wire ? JsonNodeFactory.instance.rawValueNode(new RawValue(new SerializedString(json.toString()))) : json;
    }
}
