package io.zenem.jira.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** The machine's own Chromium, and what every page in it must keep: no other host, no broken script, nothing that axe finds. */
final class Chromium implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String url;
    private final List<String> hosts;
    private final List<String> problems = new ArrayList<>();

    private Chromium(Path program, String url, List<String> others) {
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(SWITCHES));
        this.url = url;
        this.hosts = Stream.concat(Stream.of(url), others.stream()).toList();
    }

    /** Where it is installed; else the journeys are skipped, and the report says so. */
    static Path program() {
        Path found = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(
                found != null,
                "The journeys in a browser are skipped: there is no Chromium (apt-get install chromium).");
        return found;
    }

    /** A browser for the page at this address, which may ask no host but this and the others. */
    static Chromium at(String url, String... others) {
        return new Chromium(program(), url, List.of(others));
    }

    /** A person with a browser of their own. */
    Page person(ColorScheme theme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(theme)
                .setViewportSize(1280, 900)
                .setBaseURL(url));
        context.onRequest(request -> {
            if (!URI.create(request.url()).getScheme().equals("data")
                    && hosts.stream().noneMatch(request.url()::startsWith)) {
                problems.add("asked another host: " + request.url());
            }
        });
        context.onWebError(error -> problems.add("script failed: " + error.error()));
        context.onConsoleMessage(message -> {
            // what the API refuses is told there too, and is no mistake of the page's
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                problems.add("console: " + message.text());
            }
        });
        return context.newPage();
    }

    /** What went wrong in any of its pages. */
    List<String> problems() {
        return problems;
    }

    static void assertAccessible(Page page, String what) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + ": "
                        + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .toList())
                .isEmpty();
    }

    /** As a phone, a laptop and a wall see it; kept for whoever looks. */
    static void photograph(Page page, String name) {
        for (int width : new int[] {360, 1280, 2560}) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png")));
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .as(name + " needs no scrolling sideways at " + width)
                    .isEqualTo(true);
        }
        page.setViewportSize(1280, 900);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
