package io.zenem.jirasim;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Atlassian's memory: apps, codes and tokens. Refresh tokens rotate; one that was used is accepted for some minutes more, and
 * after that its use ends the whole grant. Thread-safe. The app {@code demo-client} is there from the beginning.
 */
public final class DemoOauth {
    /** The site's id at the gateway. */
    public static final String CLOUD_ID = "d3m0d3m0-0000-4000-8000-000000000000";

    private static final String BEARER = "Bearer ";

    private record Grant(String app, Set<String> scopes, int number) {}

    private record Code(Grant grant, String redirectUri, Instant until) {}

    private record Access(Grant grant, Instant until) {}

    /** What the token endpoint hands out. */
    record Pair(String access, String refresh, long seconds, Set<String> scopes) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> apps = new HashMap<>(Map.of("demo-client", "demo-client-secret"));
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> accesses = new HashMap<>();
    private final Map<String, Grant> refreshes = new HashMap<>();
    private final Map<String, Instant> used = new HashMap<>();
    private final Map<String, Integer> refreshed = new HashMap<>();
    private final Map<String, List<String>> given = new HashMap<>();
    private final List<String> otherSites = new ArrayList<>();
    private Duration accessLife = Duration.ofHours(1);
    private Duration leeway = Duration.ofMinutes(10);
    private boolean denied;
    private boolean hidden;
    private int grants;

    DemoOauth() {}

    /** Registers an app, or gives one another secret. */
    public synchronized DemoOauth app(String clientId, String clientSecret) {
        apps.put(clientId, clientSecret);
        return this;
    }

    /** A refresh token as somebody who authorized the app elsewhere has it. */
    public synchronized String grant(String clientId, String... scopes) {
        return pair(new Grant(clientId, Set.of(scopes), ++grants)).refresh();
    }

    /** How long new access tokens live; an hour at first. */
    public synchronized DemoOauth accessTokenLife(Duration life) {
        accessLife = life;
        return this;
    }

    /** How long a used refresh token is accepted again; ten minutes at first. */
    public synchronized DemoOauth leeway(Duration time) {
        leeway = time;
        return this;
    }

    /** Whether people say no on the consent screen. */
    public synchronized DemoOauth denyConsent(boolean deny) {
        denied = deny;
        return this;
    }

    /** The sites that people grant: this one unless it is hidden, and others. */
    public synchronized DemoOauth sites(boolean thisOne, String... others) {
        hidden = !thisOne;
        otherSites.clear();
        otherSites.addAll(List.of(others));
        return this;
    }

    /** Time passes: the app's access tokens have expired. */
    public synchronized void expireAccessTokens(String clientId) {
        accesses.values().removeIf(access -> access.grant().app().equals(clientId));
    }

    /** Somebody removes the app from the connected apps: its refresh tokens are worth nothing, access tokens live on. */
    public synchronized void revoke(String clientId) {
        refreshes.values().removeIf(grant -> grant.app().equals(clientId));
    }

    /** How often the app got new tokens for a refresh token. */
    public synchronized int refreshes(String clientId) {
        return refreshed.getOrDefault(clientId, 0);
    }

    /** Every token that the app was given. */
    public synchronized List<String> handedOut(String clientId) {
        return List.copyOf(given.getOrDefault(clientId, List.of()));
    }

    synchronized boolean knows(String clientId) {
        return apps.containsKey(clientId);
    }

    synchronized boolean is(String clientId, String secret) {
        return secret.equals(apps.get(clientId));
    }

    synchronized String secret(String clientId) {
        return apps.getOrDefault(clientId, "");
    }

    synchronized boolean denied() {
        return denied;
    }

    synchronized boolean hidden() {
        return hidden;
    }

    synchronized List<String> otherSites() {
        return List.copyOf(otherSites);
    }

    synchronized String code(String clientId, Set<String> scopes, String redirectUri) {
        String code = random();
        codes.put(
                code,
                new Code(
                        new Grant(clientId, scopes, ++grants),
                        redirectUri,
                        Instant.now().plus(Duration.ofMinutes(5))));
        return code;
    }

    /** Tokens for a code, once; empty for one that is not the app's. */
    synchronized Optional<Pair> exchange(String clientId, String code, String redirectUri) {
        return Optional.ofNullable(codes.remove(code))
                .filter(known -> known.grant().app().equals(clientId)
                        && known.redirectUri().equals(redirectUri)
                        && known.until().isAfter(Instant.now()))
                .map(known -> pair(known.grant()));
    }

    /** New tokens for a refresh token; empty for one that is not the app's, or was used too long ago, which ends its grant. */
    synchronized Optional<Pair> refresh(String clientId, String token) {
        Grant grant = refreshes.get(token);
        if (grant == null || !grant.app().equals(clientId)) {
            return Optional.empty();
        }
        Instant first = used.putIfAbsent(token, Instant.now());
        if (first != null && Instant.now().isAfter(first.plus(leeway))) {
            refreshes.values().removeIf(other -> other.number() == grant.number());
            return Optional.empty();
        }
        refreshed.merge(clientId, 1, Integer::sum);
        return Optional.of(pair(grant));
    }

    private Pair pair(Grant grant) {
        Pair pair = new Pair(random(), random(), accessLife.toSeconds(), grant.scopes());
        given.computeIfAbsent(grant.app(), app -> new ArrayList<>()).addAll(List.of(pair.access(), pair.refresh()));
        accesses.put(pair.access(), new Access(grant, Instant.now().plus(accessLife)));
        if (grant.scopes().contains("offline_access")) {
            refreshes.put(pair.refresh(), grant);
            return pair;
        }
        return new Pair(pair.access(), "", pair.seconds(), pair.scopes());
    }

    /** The scopes of a live access token. */
    synchronized Optional<Set<String>> scopes(String authorization) {
        return access(authorization).map(access -> access.grant().scopes());
    }

    /** The app of a live access token. */
    synchronized Optional<String> app(String authorization) {
        return access(authorization).map(access -> access.grant().app());
    }

    private Optional<Access> access(String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER))
                .map(header -> accesses.get(header.substring(BEARER.length())))
                .filter(access -> access.until().isAfter(Instant.now()));
    }

    private String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
