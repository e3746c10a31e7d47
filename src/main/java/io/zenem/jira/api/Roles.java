package io.zenem.jira.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The admin API's two roles, read from the token's groups: connector-admin may do all, connector-viewer may GET. */
final class Roles {
    private static final String ADMIN = "connector-admin";
    private static final String VIEWER = "connector-viewer";

    private Roles() {}

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
