package io.zenem.jira.security;

import java.io.IOException;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the admin page's addresses give to whom. The page itself is not part of these tests: browser/AdminPageIT. */
@QuarkusTest
class AdminPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui"})
    void aPersonWhoTypesNoPathIsLedToThePage(String path) throws IOException {
        assertThat(Raw.ask(Raw.head("GET " + path)))
                .startsWith("HTTP/1.1 302")
                .containsIgnoringCase("location: /ui/\r\n");
    }

    @Test
    void theDemosTokenIsOneOfTheApi() throws IOException {
        assertThat(Raw.ask(Raw.head("GET /ui/sign-in.json"))).contains("{\"demo\":true}");
        String token = Raw.ask(Raw.head("POST /ui/demo-token/viewer", "Content-Length: 0"))
                .replaceFirst("(?s).*\"accessToken\":\"([^\"]+)\".*", "$1");
        assertThat(Service.call("GET", "/admin/connectors", null, token).status())
                .isEqualTo(200);
        assertThat(Service.call("POST", "/admin/connectors", "{}", token).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "evil.example:8080", ""})
    void whoCallsTheServiceByAnotherNameGetsNoDemoToken(String host) throws IOException {
        String end = "\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        assertThat(Raw.ask("POST /ui/demo-token/admin HTTP/1.1" + end)).doesNotContain("accessToken");
        assertThat(Raw.ask("GET /ui/sign-in.json HTTP/1.1" + end)).doesNotContain("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /ui/demo-token/admin", "POST /ui/demo-token/root", "POST /ui/demo-token/"})
    void thereIsNoOtherWayToADemoToken(String line) throws IOException {
        assertThat(Raw.ask(Raw.head(line, "Content-Length: 0"))).doesNotContain("accessToken");
    }
}
