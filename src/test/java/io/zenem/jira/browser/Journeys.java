package io.zenem.jira.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.zenem.jira.process.RunningService;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people's journeys need: a demo site, the packaged service and a browser. */
record Journeys(DemoServer jira, RunningService service, Chromium chromium) implements AutoCloseable {
    static Journeys start(Path data) throws IOException {
        Chromium.program();
        DemoServer jira = DemoServer.start(DemoOptions.defaults().withIssues(120));
        RunningService service = RunningService.start(data, Map.of("CONNECTOR_DEMO_SIGN_IN", "true"))
                .ready();
        return new Journeys(jira, service, Chromium.at(service.url()));
    }

    /** A connector that has copied these projects; it is called as its id. */
    void connect(String id, DemoServer site, String projects) {
        String connector = "/admin/connectors/" + id;
        service.post(
                "/admin/connectors",
                """
                {"id": "%s", "name": "%s", "baseUrl": "%s",
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                        .formatted(id, id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1), site.baseUrl()));
        service.put(connector + "/scope", "{\"projects\": [" + projects + "]}");
        service.put(
                connector + "/mappings",
                """
                {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
                 "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "assignee": {"fieldId": "assignee"}}}""");
        await("the first backfill is done").atMost(Duration.ofMinutes(1)).until(() -> service.get(
                        connector + "/sync/status")
                .path("status")
                .asText()
                .equals("COMPLETED"));
    }

    /** A person at the list of connectors. */
    Page signIn(ColorScheme theme, String role) {
        Page page = chromium.person(theme);
        page.navigate("/ui/");
        signIn(page, role);
        return page;
    }

    static void signIn(Page page, String role) {
        String name = role.equals("admin") ? "Continue as demo admin" : "Look around as viewer";
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Connectors"))
                        .first())
                .isVisible();
    }

    static void open(Page page, String connector, String tab) {
        page.navigate("/ui/connectors/" + connector + "/" + tab);
        assertThat(page.locator("nav.tabs")).isVisible();
        assertThat(page.locator(".card").first()).isVisible();
        assertThat(page.locator(".state[role=status]")).hasCount(0);
    }

    @Override
    public void close() {
        chromium.close();
        service.close();
        jira.close();
    }
}
