package io.zenem.jira.browser;

import java.nio.file.Path;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.zenem.jira.process.RunningService;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Sign-in at a provider of OpenID Connect, whose tokens have the groups where Keycloak puts them. */
class OpenIdConnectIT {
    /** What this provider gives to whom it is asked by a code. */
    private static final String AUDIENCE = "default";

    @TempDir
    static Path data;

    private static MockOAuth2Server provider;
    private static RunningService service;
    private static Chromium chromium;

    private Page page;

    @BeforeAll
    static void start() throws Exception {
        Chromium.program();
        provider = new MockOAuth2Server(
                OAuth2Config.Companion.fromJson(
                        """
                        {"interactiveLogin": true, "httpServer": "NettyWrapper", "loginPagePath": "src/test/resources/browser/login.html"}"""));
        provider.start();
        String issuer = provider.issuerUrl("zenem").toString();
        service = RunningService.start(
                        data,
                        Map.of(
                                "QUARKUS_OIDC_AUTH_SERVER_URL",
                                issuer,
                                "QUARKUS_OIDC_CLIENT_ID",
                                "zenem-page",
                                "QUARKUS_OIDC_AUTHENTICATION_SCOPES",
                                "zenem-jira",
                                "MP_JWT_VERIFY_ISSUER",
                                issuer,
                                "MP_JWT_VERIFY_AUDIENCES",
                                AUDIENCE,
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                provider.jwksUrl("zenem").toString(),
                                "SMALLRYE_JWT_PATH_GROUPS",
                                "realm_access/roles"))
                .ready();
        chromium = Chromium.at(service.url(), provider.baseUrl().toString());
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
        if (service != null) {
            service.close();
        }
        if (provider != null) {
            provider.shutdown();
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        page.context().close();
        assertThat(chromium.problems()).isEmpty();
    }

    @Test
    void anAdminComesBackToWhereTheyWere() {
        signIn("/ui/connectors/new", "connector-admin");
        assertThat(page.locator(".who")).containsText("Admin");
        assertThat(page).hasURL(service.url() + "/ui/connectors/new");
        page.reload();
        assertThat(page.locator(".who")).containsText("Admin");
    }

    @Test
    void aViewerMayLookAndIsToldWhatTheyMayNot() {
        signIn("/ui/", "connector-viewer");
        assertThat(page.locator(".who")).containsText("Viewer");
        assertThat(page.getByText("No connector yet")).isVisible();
    }

    @Test
    void somebodyWithoutARoleIsToldSo() {
        signIn("/ui/", "somebody-else");
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("neither connector-admin nor connector-viewer");
        Chromium.assertAccessible(page, "a sign-in without a role");
        Chromium.photograph(page, "sign-in-oidc");
    }

    private void signIn(String path, String role) {
        page = chromium.person(ColorScheme.LIGHT);
        page.navigate(path);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with your organisation"))
                .click();
        Locator name = page.locator("input[name=username]");
        name.fill("ada");
        page.locator("textarea[name=claims]").fill("{\"realm_access\": {\"roles\": [\"" + role + "\"]}}");
        page.locator("input[type=submit], button[type=submit]").click();
    }
}
