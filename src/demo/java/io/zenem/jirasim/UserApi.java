package io.zenem.jirasim;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jirasim.Endpoint.Access;

/** People. The lists are bare arrays or pages, as each resource of Jira happens to have it. */
final class UserApi {
    private static final int MOST = 1000;
    private static final int SHORT = 70;

    private final Site site;

    UserApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/rest/api/:v/users/search", Access.ANYONE, this::all),
                Endpoint.get("/rest/api/:v/user/bulk", Access.MEMBER, this::bulk),
                Endpoint.get("/rest/api/:v/user/search", Access.MEMBER, this::search),
                Endpoint.get("/rest/api/:v/user", Access.MEMBER, this::user));
    }

    /** Everyone, the inactive and the deleted too; no total, an empty page is the end. */
    private Reply all(Call call) {
        if (site.faults.on(DemoFaults.Switch.USERS_HIDDEN)) {
            throw Refusal.of(403, "You do not have permission to browse users and groups.");
        }
        if (site.faults.on(DemoFaults.Switch.SLOW_USER_LIST) && call.queryInt("maxResults", 50) > 100) {
            throw Refusal.of(409, "The request took longer than 10 seconds.");
        }
        return window(call, call.member() ? site.read(site::userList) : List.of());
    }

    /** Only active people whose name or address, be it hidden, begins with the text; never more than the first thousand. */
    private Reply search(Call call) {
        String query = call.query("query").orElse("").toLowerCase(Locale.ROOT);
        String accountId = call.query("accountId").orElse("");
        if (query.isEmpty() == accountId.isEmpty()) {
            throw Refusal.of(400, "Either the query or the accountId parameter must be given, and not both.");
        }
        if (site.faults.on(DemoFaults.Switch.USERS_HIDDEN)) {
            return Reply.json(Json.array());
        }
        return window(call, site.read(() -> site.userList().stream()
                .filter(User::active)
                .filter(user -> query.isEmpty() ? user.accountId().equals(accountId) : user.beginsWith(query))
                .limit(MOST)
                .toList()));
    }

    private Reply window(Call call, List<User> users) {
        int from = Math.min(users.size(), Math.max(0, call.queryInt("startAt", 0)));
        int most = site.faults.on(DemoFaults.Switch.SHORT_USER_PAGES) ? SHORT : MOST;
        int to = Math.min(users.size(), from + Math.min(most, Math.max(0, call.queryInt("maxResults", 50))));
        return Reply.json(site.read(() -> Json.array(
                users.subList(from, to).stream().map(user -> shape(call, user)).toList())));
    }

    private Reply bulk(Call call) {
        List<String> ids = call.queryList("accountId");
        if (ids.isEmpty()) {
            throw Refusal.of(400, "At least one accountId must be given.");
        }
        return site.read(() -> {
            List<User> found = site.userList().stream()
                    .filter(user -> ids.contains(user.accountId()))
                    .toList();
            return OffsetPage.of(call, found, 10, 200, user -> shape(call, user));
        });
    }

    private Reply user(Call call) {
        String accountId = call.query("accountId").orElseThrow(() -> Refusal.of(400, "The accountId must be given."));
        return Reply.json(site.read(() -> site.userByAccount(accountId)
                .map(user -> shape(call, user))
                .orElseThrow(() -> Refusal.of(
                        404, "Specified user does not exist or you do not have required" + " permissions"))));
    }

    private JsonNode shape(Call call, User user) {
        return site.shapes(call.api()).user(user.number());
    }
}
