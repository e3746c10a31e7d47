package io.zenem.jira.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.zenem.jirasim.DemoSite;
import io.zenem.jirasim.DemoWebhook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Journeys through the admin page's forms: what is wrong is told beside the field, what was typed stays, what is dead is repaired. */
class AdminFormsIT {
    private static final LocatorAssertions.IsVisibleOptions LATER =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @TempDir
    static Path data;

    private static Journeys journeys;

    private Page page;

    @BeforeAll
    static void aConnectorThatHasCopied() throws Exception {
        journeys = Journeys.start(data);
        journeys.connect("forms", journeys.jira(), "\"ABC\"");
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
        assertThat(journeys.chromium().problems()).isEmpty();
    }

    @Test
    void zenemsUsersArePastedAndTheirMatchesConfirmed() {
        open("users");
        page.getByLabel("Emails and names")
                .fill("Email,Name\nada@demo.example, Ada Example\nspace@zenem.example; Trailing Space\nno address");
        assertThat(page.getByText("2 users read; 1 line without an email left out."))
                .isVisible();
        button("Replace the list").click();
        assertThat(page.getByText("2 users saved, 1 matched.")).isVisible();
        Locator suggested = page.locator("tr", new Page.LocatorOptions().setHasText("Trailing Space"));
        assertThat(suggested).containsText("Suggested");
        assertThat(suggested.getByRole(AriaRole.COMBOBOX)).hasValue("space@zenem.example");
        String name = journeys.service()
                .get("/admin/connectors/forms/users?unresolved=true&search=demo.example")
                .at("/content/0/displayName")
                .asText();
        Locator other = page.getByLabel("Zenem user: " + name).first();
        other.fill("nobody");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is no email address.");
        assertThat(button("Confirm 1 match")).isEnabled();
        Chromium.assertAccessible(page, "a wrong address of a user");
        Chromium.photograph(page, "users-matches");
        other.fill("other@zenem.example");
        button("Confirm 2 matches").click();
        assertThat(page.getByText("2 matches saved.")).isVisible();
        assertThat(suggested).hasCount(0);
        assertThat(journeys.service()
                        .get("/admin/connectors/forms/users?size=200")
                        .path("content")
                        .findValuesAsText("zenemEmail"))
                .contains("ada@demo.example", "space@zenem.example", "other@zenem.example");
    }

    @Test
    void anEmptiedFieldTakesAMatchBack() {
        String account = journeys.service()
                .get("/admin/connectors/forms/users?search=Jira%20Outlook")
                .at("/content/0/accountId")
                .asText();
        journeys.service()
                .put(
                        "/admin/connectors/forms/user-mappings",
                        "{\"mappings\": [{\"zenemEmail\": \"outlook@zenem.example\", \"jiraAccountId\": \"" + account
                                + "\"}]}");
        open("users");
        page.getByLabel("Only without a Zenem user").uncheck();
        Locator field = page.getByLabel("Zenem user: Jira Outlook");
        assertThat(field).hasValue("outlook@zenem.example");
        field.fill("");
        button("Confirm 1 match").click();
        assertThat(page.getByText("1 match saved.")).isVisible();
        assertThat(field).hasValue("");
    }

    @Test
    void aScheduleIsReadInWordsAndAWrongOneRefusedBesideItsField() {
        open("settings");
        Locator cron = page.getByLabel("Monday to Friday: Quartz cron");
        page.getByLabel("Monday to Friday: how often").selectOption("sixHours");
        assertThat(page.getByText("Every 6 hours from 00:00 on, at minute 00.")).isVisible();
        cron.fill("every morning");
        saveSchedules();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("A Quartz cron has 6 or 7 fields");
        assertThat(cron).hasValue("every morning");
        Chromium.assertAccessible(page, "a wrong cron");
        Chromium.photograph(page, "settings-wrong");
        cron.fill("0 15 3 * * ?");
        assertThat(page.getByText("At 03:15.")).isVisible();
        assertThat(page.getByLabel("Monday to Friday: how often")).hasValue("own");
        saveSchedules();
        assertThat(page.getByText("Saved.")).isVisible();
        assertThat(page.getByText(Pattern.compile("Next: .*3:15 AM"))).isVisible();
        assertThat(settings().path("reconcileWeekdayCron").asText()).isEqualTo("0 15 3 * * ?");
    }

    @Test
    void webhooksAreSwitchedOffAndOn() {
        open("settings");
        page.getByLabel("Accept deliveries from Jira").click();
        assertThat(page.getByText("Deliveries are refused (410).")).isVisible();
        assertThat(settings().path("webhooksEnabled").asBoolean()).isFalse();
        page.getByLabel("Accept deliveries from Jira").click();
        assertThat(page.getByText("Deliveries are accepted.")).isVisible();
        assertThat(settings().path("webhooksEnabled").asBoolean()).isTrue();
    }

    @Test
    void replacedCredentialsAreTriedAtOnce() {
        open("settings");
        page.locator("summary", new Page.LocatorOptions().setHasText("Replace the credentials"))
                .click();
        page.getByLabel("API token").fill("no token at all");
        button("Replace the credentials").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("API token").fill("wrong-token");
        button("Replace the credentials").click();
        assertThat(page.getByText(Pattern.compile("does not accept the credentials")))
                .isVisible(LATER);
        page.getByLabel("API token").fill("demo-token");
        button("Replace the credentials").click();
        assertThat(page.getByText(Pattern.compile("Jira knows us as"))).isVisible(LATER);
    }

    @Test
    void aWebhookThatIsGoneAtJiraIsRepairedByOneClick() {
        register();
        site().webhooks().all().stream().map(DemoWebhook::id).forEach(site().webhooks()::remove);
        open("health");
        button("Check now").click();
        assertThat(page.getByText(Pattern.compile("It was repaired")).first()).isVisible(LATER);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> site().webhooks().all().size() == 1);
        assertThat(page.getByLabel("Webhook at Jira")).containsText("As it should be");
    }

    @Test
    void whatOneTabSavesTheOtherShows() {
        open("settings");
        Page other = secondTab("settings");
        other.getByLabel("Window in days").fill("21");
        saveSchedules(other);
        assertThat(page.getByLabel("Window in days")).hasValue("21");
        page.getByLabel("Keep the log for (days)").fill("44");
        other.getByLabel("Keep the log for (days)").fill("55");
        saveSchedules(other);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> settings().path("logRetentionDays").asInt() == 55);
        saveSchedules();
        assertThat(page.getByText(Pattern.compile("How long the log is kept was changed elsewhere")))
                .isVisible();
        assertThat(page.getByLabel("Keep the log for (days)")).hasValue("44");
        assertThat(settings().path("logRetentionDays").asInt()).isEqualTo(55);
        saveSchedules();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> settings().path("logRetentionDays").asInt() == 44);
    }

    @Test
    void aScopeThatWasChangedElsewhereIsNotOverwrittenUnseen() {
        journeys.connect("twice", journeys.jira(), "\"ABC\"");
        page = journeys.signIn(ColorScheme.LIGHT, "admin");
        Journeys.open(page, "twice", "scope");
        page.getByLabel("Projects").fill("ABC, XYZ");
        journeys.service().put("/admin/connectors/twice/scope", "{\"projects\": [\"ABC\"], \"historyDays\": 9000}");
        button("Save the scope").click();
        assertThat(page.getByText("The scope was changed elsewhere meanwhile.").first())
                .isVisible();
        assertThat(page.getByLabel("Projects")).hasValue("ABC, XYZ");
        assertThat(journeys.service()
                        .get("/admin/connectors/twice/scope")
                        .path("historyDays")
                        .asInt())
                .isEqualTo(9000);
        Chromium.assertAccessible(page, "an overtaken scope");
    }

    @Test
    void aChosenDeadLetterIsReplayed() {
        register();
        String key = key("ABC", 3);
        site().breakIssue(key);
        site().editIssue(key, Map.of("summary", TextNode.valueOf("Broken")));
        page = journeys.signIn(ColorScheme.DARK, "admin");
        page.navigate("/ui/connectors/forms/logs?show=dead");
        Locator choice = page.getByLabel("Choose " + key);
        assertThat(choice).isVisible(LATER);
        Chromium.assertAccessible(page, "dead letters");
        Chromium.photograph(page, "dead-letters");
        site().mendIssue(key);
        choice.check();
        button("Replay the chosen (1)").click();
        assertThat(choice).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    @Test
    void whyAnIssueIsMissingIsAnswered() {
        register();
        String key = key("ABC", 7);
        site().delete(key);
        page = journeys.signIn(ColorScheme.LIGHT, "admin");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> journeys.service()
                                .get("/admin/connectors/forms/deletions")
                                .path("totalElements")
                                .asInt()
                        > 0);
        page.navigate("/ui/connectors/forms/data");
        page.getByLabel("Issue key").fill(key);
        Locator why = page.getByLabel("Why is " + key + " not here?");
        assertThat(why).containsText("deleted: Jira told so by webhook");
        Chromium.assertAccessible(page, "a missing issue");
        Chromium.photograph(page, "missing");
        page.getByLabel("Issue key").fill("XYZ-1");
        assertThat(page.getByLabel("Why is XYZ-1 not here?")).containsText("The project XYZ is not in the scope.");
        page.navigate("/ui/connectors/forms/logs?show=deletions");
        page.getByLabel("Why").selectOption("deleted");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(key)))
                .containsText("Deleted at Jira");
        Chromium.assertAccessible(page, "deletions");
    }

    @Test
    void aCustomFieldBecomesAnAttributeWithValuesOfItsOwn() {
        open("mapping");
        page.getByLabel("A further Jira field").fill("sever");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Severity")))
                .first()
                .click();
        assertThat(page.getByLabel("Attribute name")).hasValue("severity");
        page.getByLabel("Attribute name").fill("1 wrong name");
        assertThat(button("Add an attribute")).isDisabled();
        page.getByLabel("Attribute name").fill("severity");
        button("Add an attribute").click();
        Locator value = page.locator("tr.more tr input").first();
        value.fill("the worst");
        value.press("Tab");
        button("Save and make active").click();
        assertThat(page.getByText(Pattern.compile("Saved as map_v\\d+"))).isVisible();
        String active = journeys.service()
                .get("/admin/connectors/forms/mappings")
                .path("content")
                .valueStream()
                .filter(version -> version.path("active").asBoolean())
                .map(version -> version.path("versionId").asText())
                .findFirst()
                .orElseThrow();
        assertThat(journeys.service()
                        .get("/admin/connectors/forms/mappings/" + active)
                        .path("stories")
                        .toString())
                .contains("the worst");
    }

    @Test
    void theFieldsThatWereSearchedForStayWhenTheirSamplesCome() {
        List<Route> held = new ArrayList<>();
        page = journeys.signIn(ColorScheme.LIGHT, "admin");
        page.route("**/fields?includeSamples=true", held::add);
        Journeys.open(page, "forms", "mapping");
        page.waitForCondition(() -> !held.isEmpty());
        page.getByLabel("A further Jira field").fill("sever");
        Locator options = page.getByRole(AriaRole.OPTION);
        assertThat(options.first()).containsText("Severity");
        List<String> found = options.allInnerTexts();
        assertThat(page.locator(".sample")).hasCount(0);
        held.forEach(Route::resume);
        assertThat(page.locator(".sample").first()).isVisible(LATER);
        assertThat(options).hasCount(found.size());
        assertThat(options.first()).containsText("Severity");
    }

    @Test
    void anEndedTokenLosesNoneOfTheSettings() {
        open("settings");
        page.getByLabel("Window in days").fill("33");
        page.route(
                "**/admin/**",
                route ->
                        route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{\"message\": \"expired\"}")));
        saveSchedules();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Please sign in again")))
                .isVisible();
        page.unroute("**/admin/**");
        button("Continue as demo admin").click();
        assertThat(page.getByLabel("Window in days")).hasValue("33");
        saveSchedules();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> settings().path("reconcileWindowDays").asInt() == 33);
    }

    private static DemoSite site() {
        return journeys.jira().site();
    }

    private static JsonNode settings() {
        return journeys.service().get("/admin/connectors/forms/settings");
    }

    private static void register() {
        journeys.service().post("/admin/connectors/forms/webhooks/register", "{}");
    }

    /** A key: the nth story of a project in the copy. */
    private static String key(String project, int nth) {
        return journeys.service()
                .get("/admin/connectors/forms/stories?size=100")
                .path("content")
                .valueStream()
                .map(item -> item.path("jiraKey").asText())
                .filter(key -> key.startsWith(project))
                .skip(nth)
                .findFirst()
                .orElseThrow();
    }

    private void open(String tab) {
        page = journeys.signIn(ColorScheme.LIGHT, "admin");
        Journeys.open(page, "forms", tab);
    }

    private Page secondTab(String tab) {
        Page other = page.context().newPage();
        other.navigate("/ui/");
        Journeys.signIn(other, "admin");
        Journeys.open(other, "forms", tab);
        return other;
    }

    private void saveSchedules() {
        saveSchedules(page);
    }

    private static void saveSchedules(Page page) {
        page.getByLabel("Reconcile schedules")
                .first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
