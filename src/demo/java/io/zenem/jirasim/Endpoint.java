package io.zenem.jirasim;

import java.util.function.Function;

import io.vertx.core.http.HttpMethod;

/** One path of the site. */
record Endpoint(HttpMethod method, String path, Access access, Function<Call, Reply> answer) {

    /** Who may call it. */
    enum Access {
        /** Anyone; the endpoint itself shows anonymous callers less. */
        ANYONE,
        /** Only with right credentials, else 401. */
        MEMBER,
        /** The control API: no credentials, no faults, not counted. */
        CONTROL
    }

    private static final String GATEWAY = "/ex/jira/:cloudId";

    /** The same path as an OAuth app reaches it. */
    Endpoint throughGateway() {
        return new Endpoint(method, GATEWAY + path, access, answer);
    }

    /** Whether it is Atlassian's and no site's: it knows apps and no accounts. */
    boolean atlassian() {
        return path.startsWith("/oauth") || path.equals("/authorize");
    }

    boolean gateway() {
        return path.startsWith(GATEWAY);
    }

    static Endpoint get(String path, Access access, Function<Call, Reply> answer) {
        return new Endpoint(HttpMethod.GET, path, access, answer);
    }

    static Endpoint post(String path, Access access, Function<Call, Reply> answer) {
        return new Endpoint(HttpMethod.POST, path, access, answer);
    }
}
