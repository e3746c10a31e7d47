package io.zenem.jira.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jira.webhook.HmacSignature;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What others say stays what it is: it ends no line of the log, no header and no element of a page. */
@QuarkusTest
class InjectionTest {
    private static final Logger LOG = Logger.getLogger(InjectionTest.class);
    private static final Pattern RECORD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} [A-Z]+ .*|\\t.*");

    @Test
    void noTextBeginsALineOfTheLog() throws IOException {
        String forged =
                "x\n2026-01-01 00:00:00,000 INFO  [forged] a\r\n2026-01-01 forged\u0085b\u2028c\u001b[2Jd\u202ee";
        LOG.warn(forged);
        LOG.warnf("%s", forged);
        LOG.error(forged, new IllegalStateException(forged, new IOException(forged)));
        assertThat(Files.readAllLines(log()))
                .allMatch(line -> RECORD.matcher(line).matches())
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .noneMatch(line -> line.contains("\u001b") || line.contains("\u202e"));
    }

    @Test
    void nothingOfARequestBeginsALineOfTheLog() throws IOException {
        String line = "%0d%0a2026-01-01%2000:00:00,000%20INFO%20%20forged";
        Raw.ask(Raw.head(
                "GET /admin/connectors/" + line + "?x=" + line,
                "Authorization: Bearer " + Service.token("connector-admin")));
        Raw.ask(Raw.head("GET /oauth/callback?error=" + line + "&state=" + line));
        Raw.ask(Raw.head("POST /webhooks/jira/" + line, "X-Hub-Signature: \u0085forged", "Content-Length: 0"));
        assertThat(Files.readAllLines(log())).noneMatch(one -> one.startsWith("2026-01-01"));
    }

    @Test
    void aPageShowsTextAndLeadsNowhere() throws IOException {
        for (String query : List.of(
                "error=%3Cscript%3Ealert(1)%3C/script%3E&state=x",
                "state=%3Cscript%3E&code=%22%3E%3Cscript%3E",
                "state=x&code=x&redirect_uri=https://evil.example&next=//evil.example",
                "state=a&state=b&%3Cscript%3E=1&%3Cscript%3E=2")) {
            String page = Raw.ask(Raw.head("GET /oauth/callback?" + query, "Referer: https://evil.example"));
            assertThat(page)
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Security-Policy: default-src 'none'")
                    .doesNotContain("<script")
                    .doesNotContain("evil.example")
                    .doesNotContainIgnoringCase("\r\nLocation:");
        }
    }

    @Test
    void anIdentifierIsStoredWithoutWhatEndsALine() throws IOException, SQLException {
        try (Site site = Deliveries.site()) {
            byte[] body = "{\"webhookEvent\": \"x\\u2028\\r\\ny\"}".getBytes(StandardCharsets.UTF_8);
            Raw.ask(Raw.head(
                            "POST /webhooks/jira/" + site.id,
                            "Content-Type: application/json",
                            "Content-Length: " + body.length,
                            "X-Atlassian-Webhook-Identifier: a\tb",
                            "X-Hub-Signature: " + HmacSignature.sign(body, Deliveries.SECRET))
                    + new String(body, StandardCharsets.ISO_8859_1));
            site.awaitWebhooks();
            assertThat(Rows.text(
                            "select string_agg(identifier || ' ' || event, ' ') from jira.delivery where connector_id = ? and identifier like 'a%'",
                            site.id))
                    .isEqualTo("ab xy");
        }
    }

    private static Path log() {
        return Path.of(ConfigProvider.getConfig().getValue("quarkus.log.file.path", String.class));
    }
}
