package io.zenem.jira.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.zenem.jira.process.RunningService;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Journeys of people through the packaged service's admin page, over a demo site. */
class AdminPageIT {
    private static final LocatorAssertions.IsVisibleOptions LATER =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final LocatorAssertions.ContainsTextOptions LATE_TEXT =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @TempDir
    static Path data;

    private static Journeys journeys;
    private static DemoServer jira;
    private static RunningService service;
    private static Chromium chromium;

    private Page page;

    @BeforeAll
    static void aConnectorThatHasCopied() throws Exception {
        journeys = Journeys.start(data);
        jira = journeys.jira();
        service = journeys.service();
        chromium = journeys.chromium();
        journeys.connect("acme", jira, "\"ABC\"");
    }

    @AfterAll
    static void end() {
        if (journeys != null) {
            journeys.close();
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        page.context().close();
        assertThat(chromium.problems()).isEmpty();
    }

    @Test
    void theRootLeadsToSignInAndOneClickToTheConnectors() {
        page = chromium.person(ColorScheme.LIGHT);
        page.navigate("/");
        assertThat(page).hasURL(service.url() + "/ui/");
        assertThat(heading("Sign in")).isVisible();
        Chromium.assertAccessible(page, "sign-in");
        Chromium.photograph(page, "sign-in");
        button("Continue as demo admin").click();
        assertThat(page.getByText("Acme", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        Chromium.assertAccessible(page, "connectors");
        Chromium.photograph(page, "connectors");
    }

    @Test
    void aTextThatIsNoTokenIsRefusedAtTheField() {
        page = chromium.person(ColorScheme.DARK);
        page.navigate("/ui/");
        page.getByText("Sign in with a token").click();
        page.getByLabel("Access token").fill("no token");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is no token");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyTabIsADeepLinkThatAxeFindsNothingIn(ColorScheme theme) {
        signIn(theme, "admin");
        for (String tab :
                List.of("overview", "health", "mapping", "users", "scope", "sync", "logs", "data", "settings")) {
            open(tab);
            Chromium.assertAccessible(page, tab + " " + theme);
            Chromium.photograph(page, tab + "-" + theme.name().toLowerCase(Locale.ROOT));
        }
        page.navigate("/ui/new");
        assertThat(heading("Connect a Jira site")).isVisible();
        Chromium.assertAccessible(page, "wizard " + theme);
    }

    @Test
    void theOverviewTellsWhatNeedsSomebodyAndRepairsIt() {
        signIn(ColorScheme.LIGHT, "admin");
        open("overview");
        assertThat(page.getByLabel("The copy")).containsText("Stories");
        button("Register it").click();
        assertThat(page.getByText("No webhook is registered")).hasCount(0);
        assertThat(service.get("/admin/connectors/acme/webhooks/status")
                        .path("registered")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aReconcileIsStartedAndSeenToEnd() {
        signIn(ColorScheme.LIGHT, "admin");
        open("sync");
        page.getByLabel("Only issues that match (JQL)").fill("nonsense = (");
        button("Start reconcile").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Only issues that match (JQL)").fill("");
        page.getByLabel("Window in days").fill("3");
        button("Start reconcile").click();
        Locator row = page.getByLabel("Jobs").last().locator("tr", new Locator.LocatorOptions().setHasText("recon_"));
        assertThat(row.first())
                .containsText("Completed", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    }

    @Test
    void whatAJobWouldTakeIsToldBeforeItIsStarted() {
        signIn(ColorScheme.LIGHT, "admin");
        open("sync");
        page.getByLabel("Window in days").fill("0");
        button("What would it take?").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("Window in days").fill("30");
        button("What would it take?").click();
        assertThat(heading("What it would take")).isVisible();
        assertThat(page.getByText("Requests to Jira")).isVisible();
        Chromium.assertAccessible(page, "a forecast");
        Chromium.photograph(page, "forecast");
        button("Backfill").click();
        assertThat(heading("What it would take")).hasCount(0);
    }

    @Test
    void whatBecameOfASprintIsShownIssueByIssue() {
        signIn(ColorScheme.DARK, "viewer");
        open("sync");
        page.locator("button[title='What became of it']").first().click();
        assertThat(heading("What cannot be known")).isVisible(LATER);
        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Sums")))
                .containsText("Committed");
        Chromium.assertAccessible(page, "a sprint's ledger");
        Chromium.photograph(page, "sprint-ledger");
    }

    @Test
    void healthShowsWhatHappenedOverTimeAndItsTables() {
        signIn(ColorScheme.LIGHT, "admin");
        open("health");
        Locator series = page.getByLabel("Over time");
        series.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("1 hour"))
                .click();
        assertThat(series.locator(".canvas svg").first()).isVisible(LATER);
        series.getByText("Show as a table").first().click();
        assertThat(series.getByRole(AriaRole.TABLE).first()).containsText("Refused (429)");
        Chromium.assertAccessible(page, "health over time");
        Chromium.photograph(page, "health-series");
    }

    @Test
    void anUnknownProjectIsToldAtItsField() {
        signIn(ColorScheme.LIGHT, "admin");
        open("scope");
        page.getByLabel("Projects").fill("ABC, NOPE");
        button("Save the scope").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save the scope"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("NOPE");
        assertThat(page.getByLabel("Projects")).hasValue("ABC, NOPE");
    }

    @Test
    void whatJiraHasIsFoundAndPutIntoTheScope() {
        signIn(ColorScheme.LIGHT, "admin");
        open("scope");
        page.getByLabel("Find a project at Jira").fill("xyz");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^XYZ")))
                .click();
        assertThat(page.getByLabel("Projects")).hasValue("ABC, XYZ");
        Chromium.assertAccessible(page, "what was found at Jira");
    }

    @Test
    void aScopeIsCountedAtJiraBeforeItIsSaved() {
        signIn(ColorScheme.LIGHT, "admin");
        open("scope");
        page.getByLabel("Projects").fill("ABC, NOPE");
        button("Count at Jira first").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("NOPE");
        page.getByLabel("Projects").fill("ABC, XYZ");
        button("Count at Jira first").click();
        Locator outlook = page.getByRole(AriaRole.REGION)
                .and(page.getByLabel("What this scope would bring"))
                .first();
        assertThat(outlook).containsText(Pattern.compile("About \\d+ issues"));
        assertThat(outlook).containsText(Pattern.compile("XYZ\\s*\\d+.*Story \\d+"));
        assertThat(outlook).containsText("project in (\"ABC\",\"XYZ\")");
        Chromium.assertAccessible(page, "a counted scope");
        Chromium.photograph(page, "scope-counted");
        assertThat(service.get("/admin/connectors/acme/scope").at("/projects")).hasSize(1);
    }

    @Test
    void anEnumMapIsMadeOfTheValuesThatReallyOccur() {
        signIn(ColorScheme.DARK, "admin");
        open("mapping");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Details Status"))
                .click();
        Locator done = page.locator("tr.more tr", new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*Done")));
        assertThat(done.first()).containsText(Pattern.compile("in \\d+ issues?"));
        done.first().getByRole(AriaRole.COMBOBOX).selectOption("CANCELLED");
        assertThat(page.getByText("Unsaved changes")).isVisible();
        Chromium.assertAccessible(page, "values of a field");
        Chromium.photograph(page, "mapping-values");
    }

    @Test
    void whatAVersionWouldChangeIsSeenBeforeItIsMadeActive() {
        service.put(
                "/admin/connectors/acme/mappings",
                """
                {"versionName": "other", "projects": {"name": {"fieldId": "summary"}},
                 "stories": {"title": {"fieldId": "summary"}, "dueDate": {"fieldId": "created"}}}""");
        signIn(ColorScheme.LIGHT, "admin");
        open("mapping");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("Compare with the active one v1")
                                .setExact(true))
                .click();
        Locator inside = page.locator("tr.more");
        assertThat(inside).containsText(Pattern.compile("would change \\d+ of \\d+ recent issues"));
        assertThat(inside.getByLabel("What would change")).containsText("Stories: Due date");
        Chromium.assertAccessible(page, "a difference");
        Chromium.photograph(page, "mapping-difference");
        inside.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make active"))
                .click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make active"))
                .click();
        assertThat(inside).hasCount(0);
        assertThat(service.get("/admin/connectors/acme/mappings/map_v1")
                        .path("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theLedgerOfDeliveriesIsAView() {
        signIn(ColorScheme.DARK, "viewer");
        page.navigate("/ui/connectors/acme/logs?show=deliveries");
        assertThat(page.getByText("What Jira told by webhook")).isVisible();
        page.getByLabel("Outcome").selectOption("dead");
        assertThat(heading("No delivery")).isVisible();
        Chromium.assertAccessible(page, "the ledger");
    }

    @Test
    void aFieldIsMappedByEyeAndTriedOnASample() {
        signIn(ColorScheme.LIGHT, "admin");
        open("mapping");
        page.getByLabel("Jira field: Story points").fill("story points");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Story Points")))
                .first()
                .click();
        assertThat(page.getByText("Unsaved changes")).isVisible();
        button("Test on a sample").click();
        assertThat(page.getByText(Pattern.compile("issues mapped with nothing")))
                .isVisible();
        Chromium.assertAccessible(page, "a tested mapping");
        button("Save and make active").click();
        assertThat(page.getByText(Pattern.compile("Saved as map_v\\d+"))).isVisible();
    }

    @Test
    void aViewerSeesEverythingAndCanChangeNothing() {
        signIn(ColorScheme.LIGHT, "viewer");
        for (String tab :
                List.of("overview", "health", "mapping", "users", "scope", "sync", "logs", "data", "settings")) {
            open(tab);
            assertThat(page.getByText("You can look at everything here")).isVisible();
            assertThat(page.locator("zenem-connector button.primary:enabled, zenem-connector button.danger:enabled"))
                    .hasCount(0);
            Chromium.assertAccessible(page, tab + " of a viewer");
        }
        assertThat(button("Register at Jira").or(button("Unregister")).first())
                .hasAttribute("title", Pattern.compile("connector-admin"));
    }

    @Test
    void heldDeletionsAreLookedAtAndConfirmed() {
        try (DemoServer vanishing = DemoServer.start(DemoOptions.defaults().withIssues(20))) {
            journeys.connect("held", vanishing, "\"ABC\", \"XYZ\"");
            vanishing.site().silently().deleteProject("XYZ");
            service.post("/admin/connectors/held/sync/sprints", "{\"includeCompleted\": true}");
            signIn(ColorScheme.LIGHT, "admin");
            page.navigate("/ui/connectors/held/overview");
            assertThat(page.getByText("deletions are held back")).isVisible(LATER);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Look at them"))
                    .first()
                    .click();
            Locator held = page.getByLabel("Deletions are held back");
            assertThat(held).containsText("would leave the copy");
            Chromium.assertAccessible(page, "held deletions");
            Chromium.photograph(page, "held");
            button("They are real: remove them").click();
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("They are real"))
                    .click();
            assertThat(held).hasCount(0);
            await().atMost(Duration.ofSeconds(30)).until(() -> service.get("/admin/connectors/held/sync/status")
                    .path("status")
                    .asText()
                    .equals("COMPLETED"));
        }
    }

    @Test
    void anEndedTokenLeadsToSignInAndLosesNothingThatWasTyped() {
        signIn(ColorScheme.LIGHT, "admin");
        open("sync");
        page.getByLabel("Only issues that match (JQL)").fill("labels = kept");
        page.route(
                "**/admin/**",
                route ->
                        route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{\"message\": \"expired\"}")));
        button("Start reconcile").click();
        assertThat(heading("Please sign in again")).isVisible();
        Chromium.assertAccessible(page, "an ended session");
        page.unroute("**/admin/**");
        button("Continue as demo admin").click();
        assertThat(heading("Please sign in again")).hasCount(0);
        assertThat(page.getByLabel("Only issues that match (JQL)")).hasValue("labels = kept");
        assertThat(button("Start reconcile")).isEnabled();
    }

    @Test
    void theWizardLeadsFromASiteToACopy() {
        signIn(ColorScheme.LIGHT, "admin");
        page.navigate("/ui/new");
        button("Connect and test").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Acme");
        page.getByLabel("Address of the site").fill(jira.baseUrl());
        page.getByLabel("Email").fill("admin@demo.example");
        page.getByLabel("API token").fill("wrong-token");
        button("Connect and test").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("a connector of this name");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Wizard");
        button("Connect and test").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("does not accept the credentials", LATE_TEXT);
        Chromium.assertAccessible(page, "a refused test");
        button("Correct the site or the credentials").click();
        assertThat(page.getByLabel("Address of the site")).hasValue(jira.baseUrl());
        page.getByLabel("API token").fill("demo-token");
        button("Connect and test").click();
        assertThat(page.getByText("It knows us as")).isVisible();
        button("Continue").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^XYZ")))
                .click();
        button("Save the scope").click();
        button("Use this mapping").click();
        assertThat(page.getByText("Completed")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        button("On to the webhook").click();
        button("Register at Jira").click();
        assertThat(heading("Wizard")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/connectors/nobody/overview", "/ui/connectors/acme/nothing"})
    void anAddressOfNothingSaysSo(String address) {
        signIn(ColorScheme.LIGHT, "admin");
        page.navigate(address);
        assertThat(page.getByText(Pattern.compile("There is (no|nothing)")).first())
                .isVisible();
        Chromium.assertAccessible(page, address);
    }

    private void signIn(ColorScheme theme, String role) {
        page = journeys.signIn(theme, role);
    }

    private void open(String tab) {
        Journeys.open(page, "acme", tab);
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
