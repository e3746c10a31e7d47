package io.zenem.jirasim;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** Who am I, what site is this, and the lists of fields, types, statuses and priorities. */
final class PlatformApi {
    private static final Set<String> ADMIN_PERMISSIONS = Set.of("ADMINISTER", "SYSTEM_ADMIN");

    private final Site site;

    PlatformApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/_edge/tenant_info",
                        Access.ANYONE,
                        call -> Reply.json(Json.object().put("cloudId", DemoOauth.CLOUD_ID))),
                Endpoint.get("/rest/api/:v/myself", Access.MEMBER, this::myself),
                Endpoint.get("/rest/api/:v/serverInfo", Access.ANYONE, this::serverInfo),
                Endpoint.get("/rest/api/:v/mypermissions", Access.ANYONE, this::myPermissions),
                Endpoint.get("/rest/api/:v/field", Access.ANYONE, this::fields),
                Endpoint.get("/rest/api/:v/issuetype", Access.ANYONE, this::types),
                Endpoint.get("/rest/api/:v/status", Access.ANYONE, this::statuses),
                Endpoint.get("/rest/api/:v/priority", Access.MEMBER, this::priorities),
                Endpoint.get("/rest/api/:v/statuscategory", Access.MEMBER, this::categories));
    }

    private Reply myself(Call call) {
        ObjectNode me = site.read(() -> site.shapes(call.api()).user(1).deepCopy());
        if (!site.dataCenter()) {
            me.put("key", "").put("name", "");
        }
        if (site.faults.on(DemoFaults.Switch.NEW_TIME_ZONE)) {
            me.put("timeZone", "Atlantis/New_Town");
        }
        me.put("locale", "en_US");
        me.putObject("groups").put("size", 1).putArray("items");
        me.putObject("applicationRoles").put("size", 1).putArray("items");
        return Reply.json(me.put("expand", "groups,applicationRoles"));
    }

    private Reply serverInfo(Call call) {
        ObjectNode info = Json.object().put("baseUrl", site.baseUrl()).put("displayUrl", site.baseUrl());
        if (site.dataCenter()) {
            info.put("version", "9.12.2").put("deploymentType", "Server").put("buildNumber", 9_120_002);
            info.putArray("versionNumbers").add(9).add(12).add(2);
        } else {
            info.put("version", "1001.0.0-SNAPSHOT")
                    .put("deploymentType", "Cloud")
                    .put("buildNumber", 100_290);
            info.putArray("versionNumbers").add(1001).add(0).add(0);
        }
        info.put("serverTime", site.shapes(call.api()).time(Instant.now().toEpochMilli()));
        info.put("serverTimeZone", "Etc/UTC").put("serverTitle", "Jira (demo)");
        info.putObject("defaultLocale").put("locale", "en_US");
        return Reply.json(info);
    }

    private Reply myPermissions(Call call) {
        List<String> asked = call.queryList("permissions");
        if (site.dataCenter()) {
            // it takes no parameter and tells all
            asked = List.of("BROWSE_PROJECTS", "ADMINISTER", "SYSTEM_ADMIN", "USER_PICKER", "CREATE_ISSUES");
        }
        if (asked.isEmpty()) {
            throw Refusal.of(400, "The 'permissions' query parameter is required.");
        }
        ObjectNode permissions = Json.object();
        for (String key : asked) {
            DemoFaults.Switch off =
                    ADMIN_PERMISSIONS.contains(key) ? DemoFaults.Switch.ADMIN_DENIED : DemoFaults.Switch.USERS_HIDDEN;
            boolean affected = ADMIN_PERMISSIONS.contains(key) || key.equals("USER_PICKER");
            boolean denied = affected && site.faults.on(off);
            permissions
                    .putObject(key)
                    .put("id", Integer.toString(Math.floorMod(key.hashCode(), 100)))
                    .put("key", key)
                    .put("name", key)
                    .put("type", ADMIN_PERMISSIONS.contains(key) ? "GLOBAL" : "PROJECT")
                    .put("description", "")
                    .put("havePermission", call.member() && !denied);
        }
        return Reply.json(Json.object().set("permissions", permissions));
    }

    private Reply fields(Call call) {
        ArrayNode list = Json.array();
        if (call.member()) {
            list.add(FieldShape.issueKey());
            Shapes shapes = site.shapes(call.api());
            site.fields.all().stream()
                    // Data Center does not list it, though sub-tasks have it
                    .filter(field -> !(site.dataCenter() && field.id().equals("parent")))
                    .forEach(field -> list.add(FieldShape.field(field, shapes)));
        }
        return Reply.json(list);
    }

    private Reply types(Call call) {
        return list(
                call,
                site.types.values(),
                type -> scoped(call, site.shapes(call.api()).type(type.id()), type.scope()));
    }

    private Reply statuses(Call call) {
        return list(
                call,
                site.statuses.values(),
                status -> scoped(call, site.shapes(call.api()).status(status.id()), status.scope()));
    }

    private JsonNode scoped(Call call, JsonNode shape, int scope) {
        if (scope == 0) {
            return shape;
        }
        ObjectNode json = shape.deepCopy();
        FieldShape.scope(json, scope, site.shapes(call.api()));
        return json;
    }

    private Reply priorities(Call call) {
        return list(call, site.priorities.values(), priority -> site.shapes(call.api())
                .priority(priority.id()));
    }

    private Reply categories(Call call) {
        return list(call, List.of(StatusCategory.values()), site.shapes(call.api())::category);
    }

    private <T> Reply list(Call call, Collection<T> all, java.util.function.Function<T, JsonNode> shape) {
        return Reply.json(Json.array(
                call.member() ? site.read(() -> all.stream().map(shape).toList()) : List.of()));
    }
}
