package io.zenem.jira.api;

import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Quarkus' own check of bearer tokens, with a 401 that has the contract's body instead of none. */
@Alternative
@Priority(1)
@ApplicationScoped
class UnauthorizedAnswer implements HttpAuthenticationMechanism {
    private static final String MESSAGE =
            "Send a valid token: Authorization: Bearer <JWT>. It may be missing, expired, of another issuer or"
                    + " audience, or signed with another key.";

    private final JWTAuthMechanism tokens;

    UnauthorizedAnswer(JWTAuthMechanism tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        // the JWT of a delivery is Jira's and no admin's; the receiver checks it, and here it would be refused
        return context.normalizedPath().startsWith("/webhooks/")
                ? Uni.createFrom().nullItem()
                : authenticateAdmin(context, manager);
    }

    /**
     * SmallRye takes a text for a list of one, and fails on what is neither; both come after the signature was found right, so that the
     * token is somebody's, without a role.
     */
    private Uni<SecurityIdentity> authenticateAdmin(RoutingContext context, IdentityProviderManager manager) {
        Uni<SecurityIdentity> authenticated = tokens.authenticate(context, manager);
        return Roles.listed(context.request().getHeader("Authorization"))
                ? authenticated
                : authenticated
                        .onItem()
                        .ifNotNull()
                        .transform(identity -> Roles.none())
                        .onFailure(ClassCastException.class)
                        .recoverWithItem(Roles::none);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return tokens.getChallenge(context);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Uni.createFrom().item(() -> {
            send(context);
            return true;
        });
    }

    static void send(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        JsonAnswer.send(context, 401, MESSAGE);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return tokens.getCredentialTypes();
    }
}
