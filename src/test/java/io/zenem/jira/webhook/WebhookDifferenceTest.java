package io.zenem.jira.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever Jira has, and whatever we believe of it, the requests that are sent leave one right webhook there. */
class WebhookDifferenceTest {
    private static final String OURS = "https://zenem.example/webhooks/jira/acme";
    private static final Instant SOON = Instant.parse("2026-01-20T00:00:00Z");
    private static final DesiredWebhook DESIRED =
            new DesiredWebhook("acme", OURS, "jira", "the secret", "project = ABC", List.of("jira:issue_updated"));
    private static final DesiredWebhook OF_APP =
            new DesiredWebhook("acme", OURS, "dynamic", "", "project = ABC", List.of("jira:issue_updated"));
    private static final RegisteredWebhook RIGHT = webhook("1", OURS, "project = ABC");

    @Example
    void whatIsRightIsLeftAlone() {
        assertThat(compare(DESIRED, kept("1"), RIGHT).actions()).isEmpty();
        assertThat(compare(DESIRED, kept("1"), RIGHT).sends()).isFalse();
    }

    @Example
    void aFilterThatJiraWritesInItsOwnWayIsRight() {
        RegisteredWebhook rewritten = webhook("1", OURS, "project in (ABC)");
        StoredWebhook stored = stored("jira", "jira", "1", Optional.of(rewritten.outline()));
        assertThat(compare(DESIRED, stored, rewritten).actions()).isEmpty();
        assertThat(compare(DESIRED, stored, RIGHT).actions()).containsExactly(WebhookAction.update("1"));
    }

    @Example
    void aSecretThatJiraMayNotHaveIsSent() {
        StoredWebhook stored = new StoredWebhook(
                "acme",
                Optional.empty(),
                "basic",
                true,
                "jira",
                "jira",
                Optional.of(new byte[1]),
                Optional.of(new byte[2]),
                "1",
                Optional.of(DESIRED.asked()),
                Optional.empty(),
                "ok",
                Optional.empty());
        WebhookDifference difference = compare(DESIRED, stored, RIGHT);
        assertThat(difference.actions()).containsExactly(WebhookAction.update("1"));
        assertThat(difference.finding().lost())
                .as("a reconcile covers the switch")
                .isTrue();
    }

    @Example
    void oneThatIsKnownByItsAddressAloneMayHaveAnotherSecret() {
        assertThat(compare(DESIRED, kept("7"), RIGHT).actions()).containsExactly(WebhookAction.update("1"));
    }

    @Example
    void aDisabledOneIsWrittenAndWhatItDidNotTellIsFetched() {
        RegisteredWebhook off =
                new RegisteredWebhook("1", OURS, false, true, RIGHT.events(), RIGHT.jql(), Optional.empty());
        WebhookDifference difference = compare(DESIRED, kept("1"), off);
        assertThat(difference.finding().state()).isEqualTo("disabled");
        assertThat(difference.finding().lost()).isTrue();
        assertThat(difference.actions()).containsExactly(WebhookAction.update("1"));
    }

    @Example
    void oneThatEndsSoonIsRenewed() {
        RegisteredWebhook ends = app("1", OURS, "project = ABC", SOON.minusSeconds(1));
        assertThat(compare(OF_APP, stored("jira", "dynamic", "1", Optional.empty()), ends)
                        .actions())
                .containsExactly(WebhookAction.renew("1"));
    }

    @Example
    void oneWithoutANumberIsNeverRightAndNoOtherIsMadeBesideIt() {
        WebhookDifference admins = compare(DESIRED, kept("x"), webhook("x", OURS, "project = ABC"));
        assertThat(admins.finding().state()).isEqualTo("changed");
        assertThat(admins.actions()).containsExactly(WebhookAction.update("x"));
        RegisteredWebhook ofApp = app("x", OURS, "project = ABC", SOON.plusSeconds(1));
        assertThat(compare(OF_APP, stored("jira", "dynamic", "x", Optional.empty()), ofApp)
                        .actions())
                .as("Jira is never asked for it, so all ends there")
                .startsWith(WebhookAction.remove("dynamic", List.of("x")));
    }

    @Example
    void whatIsEnteredByHandIsNotWritten() {
        DesiredWebhook manual = new DesiredWebhook("acme", OURS, "manual", "", DESIRED.jql(), DESIRED.events());
        StoredWebhook kept = stored("manual", "manual", "", Optional.empty());
        assertThat(compare(manual, kept).actions()).isEmpty();
        assertThat(compare(manual, kept).finding().message()).contains("by hand");
        assertThat(compare(manual, stored("manual", "jira", "5", Optional.empty()))
                        .actions())
                .as("only the service's own goes, by its id")
                .containsExactly(WebhookAction.remove("jira", List.of("5")));
    }

    @Example
    void whereNoneIsWantedAllThatDeliverHereGo() {
        DesiredWebhook none = new DesiredWebhook("acme", OURS, "none", "", "", List.of());
        assertThat(compare(none, stored("none", "jira", "1", Optional.empty()), RIGHT, webhook("2", OURS, ""))
                        .actions())
                .containsExactly(
                        WebhookAction.remove("jira", List.of("1")), WebhookAction.remove("jira", List.of("2")));
    }

    @Property(tries = 500)
    void anAdminsWebhookIsOneAndRight(
            @ForAll("lists") List<RegisteredWebhook> found, @ForAll("memories") StoredWebhook stored) {
        check(DESIRED, stored, found, 9);
    }

    @Property(tries = 500)
    void anAppsWebhookIsOneAndRight(
            @ForAll("ofApp") List<RegisteredWebhook> found, @ForAll("memories") StoredWebhook stored) {
        StoredWebhook byApp = new StoredWebhook(
                "acme",
                Optional.empty(),
                "oauth2",
                true,
                "jira",
                stored.mode().equals("jira") ? "dynamic" : stored.mode(),
                Optional.empty(),
                Optional.empty(),
                stored.id(),
                stored.asked(),
                stored.echo(),
                stored.state(),
                stored.expires());
        check(OF_APP, byApp, found, 5);
    }

    /** Sends what is to be sent to a Jira that has these webhooks. */
    private static void check(DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> found, int most) {
        List<RegisteredWebhook> now = new ArrayList<>(found);
        long foreign = found.stream().filter(hook -> !hook.url().equals(OURS)).count();
        boolean right = found.stream().anyMatch(hook -> isRight(desired, hook));
        for (WebhookAction action :
                WebhookDifference.of(desired, stored, found, SOON).actions()) {
            apply(desired, action, now);
            assertThat((long) now.size()).as("Jira takes no more").isLessThanOrEqualTo(Math.max(most, foreign + 1));
            assertThat(!right || now.stream().anyMatch(hook -> isRight(desired, hook)))
                    .as("no gap in which nothing delivers")
                    .isTrue();
        }
        assertThat(now.stream().filter(hook -> hook.url().equals(OURS)))
                .singleElement()
                .matches(hook -> isRight(desired, hook));
        assertThat(now.stream().filter(hook -> !hook.url().equals(OURS)))
                .as("what is not ours is left alone")
                .containsAll(found.stream()
                        .filter(hook -> !hook.url().equals(OURS) && !stored.isKnown(hook))
                        .toList());
        String id = now.stream()
                .filter(hook -> hook.url().equals(OURS))
                .findFirst()
                .orElseThrow()
                .id();
        StoredWebhook kept = new StoredWebhook(
                "acme",
                Optional.empty(),
                stored.authType(),
                true,
                "jira",
                desired.kind(),
                Optional.of(new byte[1]),
                Optional.empty(),
                id,
                Optional.of(desired.asked()),
                Optional.empty(),
                "ok",
                Optional.empty());
        assertThat(WebhookDifference.of(desired, kept, now, SOON).sends())
                .as("nothing is left to be sent")
                .isFalse();
    }

    private static boolean isRight(DesiredWebhook desired, RegisteredWebhook hook) {
        return hook.outline().equals(desired.asked()) && hook.enabled() && hook.signed();
    }

    private static void apply(DesiredWebhook desired, WebhookAction action, List<RegisteredWebhook> now) {
        Optional<Instant> end = Optional.of(SOON.plus(Duration.ofDays(20))).filter(any -> desired.dynamic());
        switch (action.verb()) {
            case "create" ->
                now.add(new RegisteredWebhook("99", OURS, true, true, desired.events(), desired.jql(), end));
            case "remove" -> now.removeIf(hook -> action.ids().contains(hook.id()));
            default ->
                now.replaceAll(hook -> action.ids().contains(hook.id())
                        ? new RegisteredWebhook(hook.id(), OURS, true, true, desired.events(), desired.jql(), end)
                        : hook);
        }
    }

    @Provide
    Arbitrary<List<RegisteredWebhook>> lists() {
        return found(Arbitraries.of(true, false), 8);
    }

    @Provide
    Arbitrary<List<RegisteredWebhook>> ofApp() {
        return found(Arbitraries.just(true), 5);
    }

    private static Arbitrary<List<RegisteredWebhook>> found(Arbitrary<Boolean> enabled, int most) {
        Arbitrary<RegisteredWebhook> one = Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.of(OURS, OURS, "https://elsewhere.example/x"),
                        enabled,
                        enabled,
                        Arbitraries.of("project = ABC", "project = XYZ", ""),
                        Arbitraries.of(SOON.minusSeconds(1), SOON.plusSeconds(1))
                                .optional())
                .as((id, url, on, signed, jql, ends) ->
                        new RegisteredWebhook(id + "", url, on, signed, DESIRED.events(), jql, ends));
        return one.list().ofMaxSize(most).uniqueElements(RegisteredWebhook::id);
    }

    @Provide
    Arbitrary<StoredWebhook> memories() {
        return Combinators.combine(
                        Arbitraries.of("jira", "manual", ""),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(DESIRED.asked(), "something else").optional(),
                        Arbitraries.of("ok", "missing", ""))
                .as((mode, pending, id, asked, state) -> new StoredWebhook(
                        "acme",
                        Optional.empty(),
                        "basic",
                        true,
                        "jira",
                        mode,
                        Optional.of(new byte[1]),
                        pending ? Optional.of(new byte[2]) : Optional.empty(),
                        id == 0 ? "" : id + "",
                        asked,
                        Optional.empty(),
                        state,
                        Optional.empty()));
    }

    private static WebhookDifference compare(DesiredWebhook desired, StoredWebhook stored, RegisteredWebhook... found) {
        return WebhookDifference.of(desired, stored, List.of(found), SOON);
    }

    private static StoredWebhook kept(String id) {
        return stored("jira", "jira", id, Optional.empty());
    }

    private static StoredWebhook stored(String wanted, String mode, String id, Optional<String> echo) {
        return new StoredWebhook(
                "acme",
                Optional.empty(),
                mode.equals("dynamic") ? "oauth2" : "basic",
                true,
                wanted,
                mode,
                mode.equals("dynamic") ? Optional.empty() : Optional.of(new byte[1]),
                Optional.empty(),
                id,
                Optional.of(DESIRED.asked()),
                echo,
                "ok",
                Optional.empty());
    }

    private static RegisteredWebhook webhook(String id, String url, String jql) {
        return new RegisteredWebhook(id, url, true, true, DESIRED.events(), jql, Optional.empty());
    }

    private static RegisteredWebhook app(String id, String url, String jql, Instant ends) {
        return new RegisteredWebhook(id, url, true, true, DESIRED.events(), jql, Optional.of(ends));
    }
}
