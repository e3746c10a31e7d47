package io.zenem.jira.api;

import java.io.IOException;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The admin API's two roles, read from the token's groups: connector-admin may do all, connector-viewer may GET. */
final class Roles {
    private static final String ADMIN = "connector-admin";
    private static final String VIEWER = "connector-viewer";

    private static final JsonMapper JSON = new JsonMapper();

    private Roles() {}

    /** Whether the claim groups of the token in this header, if there is one, is a list of texts. What is no token is refused elsewhere. */
    static boolean listed(String authorization) {
        try {
            String payload = (authorization == null ? "" : authorization).split("\\.", -1)[1];
            JsonNode groups =
                    JSON.readTree(Base64.getUrlDecoder().decode(payload)).path("groups");
            return groups.isMissingNode()
                    || groups.isNull()
                    || (groups.isArray() && groups.valueStream().allMatch(JsonNode::isTextual));
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException noToken) {
            return true;
        }
    }

    /** An identity that may do nothing. */
    static SecurityIdentity none() {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("without roles"))
                .build();
    }

    static boolean anonymous(RoutingContext context) {
        return !(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous();
    }

    /** Fails closed: no identity, or none of the roles, is a no. */
    static boolean allow(RoutingContext context) {
        if (!(context.user() instanceof QuarkusHttpUser user)) {
            return false;
        }
        SecurityIdentity identity = user.getSecurityIdentity();
        return identity.hasRole(ADMIN) || (reads(context.request().method()) && identity.hasRole(VIEWER));
    }

    static String demand(HttpMethod method) {
        return "Your token lacks the role: its groups claim must name " + ADMIN + (reads(method) ? " or " + VIEWER : "")
                + ".";
    }

    private static boolean reads(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
