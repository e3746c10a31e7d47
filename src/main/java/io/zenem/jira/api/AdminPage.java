package io.zenem.jira.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The addresses of the admin page: {@code /} leads to {@code /ui/}, every deep link below it is the one page, and the page learns here
 * how one signs in, and where the demo site is if it runs beside. Where {@code connector.demo.sign-in} is on, it gets a token by one
 * click; anywhere else there is no such path.
 */
@ApplicationScoped
class AdminPage {
    /** Nothing comes from other hosts, no script stands in a page; styles do, because web components bring their own. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'%s; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> LOCAL_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
    private static final Map<String, String> ROLES =
            Map.of("/ui/demo-token/admin", "connector-admin", "/ui/demo-token/viewer", "connector-viewer");

    private final boolean demo;
    private final String issuer;
    private final Optional<Set<String>> audiences;
    private final String policy;
    private final Map<String, Object> signIn = new LinkedHashMap<>();

    AdminPage(
            @ConfigProperty(name = "connector.demo.sign-in") boolean demo,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") Optional<Set<String>> audiences,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> authority,
            @ConfigProperty(name = "quarkus.oidc.client-id") Optional<String> client,
            @ConfigProperty(name = "quarkus.oidc.authentication.scopes") Optional<List<String>> scopes,
            @ConfigProperty(name = "smallrye.jwt.path.groups") Optional<String> groupsPath,
            @ConfigProperty(name = "connector.demo.enabled") boolean demoEnabled,
            @ConfigProperty(name = "connector.demo.port") int demoPort) {
        this.demo = demo;
        this.issuer = issuer;
        this.audiences = audiences;
        this.policy = POLICY.formatted(authority
                .map(url -> " " + url.replaceFirst("^(https?://[^/]+).*$", "$1"))
                .orElse(""));
        if (demoEnabled) {
            signIn.put("demoSite", "http://127.0.0.1:" + demoPort);
        }
        groupsPath.ifPresent(path -> signIn.put("groupsPath", path));
        if (authority.isPresent() && client.isPresent()) {
            signIn.put(
                    "oidc",
                    Map.of("authority", authority.get(), "clientId", client.get(), "scopes", scopes.orElse(List.of())));
        }
    }

    void open(@Observes Router router) {
        int first = FrontDoor.BEFORE_ROUTES - 1;
        router.getWithRegex("/(ui)?").order(first).handler(context -> context.redirect("/ui/"));
        router.get("/ui/sign-in.json").order(first).handler(this::signIn);
        router.postWithRegex("/ui/demo-token/(admin|viewer)").order(first).handler(this::demoToken);
        router.getWithRegex("/ui/[^.]*").order(first).handler(context -> context.reroute("/index.html"));
        router.get("/index.html").order(first).handler(this::guard);
    }

    private void guard(RoutingContext context) {
        context.addHeadersEndHandler(done -> context.response()
                .putHeader("Content-Security-Policy", policy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache"));
        context.next();
    }

    private void signIn(RoutingContext context) {
        send(context, new JsonObject(new LinkedHashMap<>(signIn)).put("demo", demo && local(context)));
    }

    private void demoToken(RoutingContext context) {
        if (!demo || !local(context)) {
            context.next();
            return;
        }
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .upn("demo")
                .groups(Set.of(ROLES.get(context.normalizedPath())))
                .expiresIn(Duration.ofHours(8));
        audiences.ifPresent(claims::audience);
        send(context, new JsonObject().put("accessToken", claims.sign()));
    }

    /** Whoever asks sits at this machine, and asks by a name that no other site can take for its own. */
    private static boolean local(RoutingContext context) {
        String host = Optional.ofNullable(context.request().getHeader("Host")).orElse("");
        return LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", ""))
                && LOCAL_ADDRESSES.contains(context.request().remoteAddress().hostAddress());
    }

    private static void send(RoutingContext context, JsonObject answer) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(answer.encode());
    }
}
