package io.zenem.jira.routes;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoOauth;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** API tokens with scopes, which a site refuses as if they were wrong, and Atlassian's gateway takes. */
@QuarkusTest
class ScopedTokenTest {
    private static final String PATH = "/admin/connectors/scoped";
    private static final String GATEWAY =
            ConfigProvider.getConfig().getValue("connector.oauth.gateway-url", String.class) + "/ex/jira/"
                    + DemoOauth.CLOUD_ID;

    @BeforeEach
    void site() {
        OauthSite.atlassian().faults().turn(Switch.SCOPED_TOKEN, true);
        Service.post("/admin/connectors", connector(OauthSite.baseUrl(), "demo-token", "\"id\": \"scoped\", "))
                .is(201);
    }

    @AfterEach
    void end() {
        OauthSite.atlassian().faults().clear();
        Service.delete(PATH + "?data=purge").is(200);
    }

    @Test
    void whoTestsItIsToldWhereItIsTaken() {
        assertThat(tested()).contains("with scopes", GATEWAY);
    }

    @Test
    void healthTellsItToo() {
        assertThat(probed()).contains("with scopes", GATEWAY);
    }

    @Test
    void asToldItWorks() {
        Service.put(PATH, connector(GATEWAY, "demo-token", "\"sameSite\": true, "))
                .is(200);
        Service.post(PATH + "/test", null).is(200);
    }

    @Test
    void aWrongTokenIsCalledWrong() {
        Service.put(PATH, connector(OauthSite.baseUrl(), "another", "")).is(200);
        assertThat(tested()).contains("does not accept the credentials").doesNotContain("scopes");
        assertThat(probed()).contains("does not accept the credentials").doesNotContain("scopes");
    }

    private static String tested() {
        return Service.post(PATH + "/test", null).is(502).json().path("message").asText();
    }

    private static String probed() {
        return Service.get(PATH + "/health?probe=true")
                .is(200)
                .json()
                .path("message")
                .asText();
    }

    private static String connector(String baseUrl, String token, String more) {
        return """
                {%s"name": "Scoped", "baseUrl": "%s", "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "%s"}}
                """
                .formatted(more, baseUrl, token);
    }
}
