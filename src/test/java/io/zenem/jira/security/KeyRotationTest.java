package io.zenem.jira.security;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A new encryption key takes over from an older one by itself, over the rows as they are. */
@QuarkusTest
class KeyRotationTest {
    /** The key of a service that knows neither of ours. */
    private static final String ANOTHER =
            Base64.getEncoder().encodeToString("a key of exactly 32 bytes, see??".getBytes(StandardCharsets.UTF_8));

    @Inject
    Secrets present;

    @Test
    void whatAnOlderKeyEncryptedIsEncryptedAgainAndNothingElseChanges() throws SQLException {
        try (Site site = Site.live(10)) {
            site.post("/webhooks/rotate", "{}");
            Rows.change("insert into jira.oauth (connector_id, cloud_id) values (?, 'x')", site.id);
            String before = others(site);
            write(older(), site);
            awaitMark(site, present.mark());
            assertThat(others(site)).isEqualTo(before);
            assertThat(secret(site, "next_secret")).isEqualTo("the next secret");
            assertThat(secret(site, "refresh_token")).isEqualTo("the refresh token");
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void anInstanceThatKnowsTheNewKeyAsItsSecondOneReadsWhatTheFirstOnesWrite() {
        List<String> keys = keys();
        Secrets notYetRestarted = Secrets.withKeys(List.of(keys.get(1), keys.get(0)));
        assertThat(notYetRestarted.decrypt(present.encrypt("x", "acme"), "acme"))
                .isEqualTo("x");
        assertThat(present.decrypt(notYetRestarted.encrypt("x", "acme"), "acme"))
                .isEqualTo("x");
        assertThat(notYetRestarted.mark()).isNotEqualTo(present.mark());
    }

    @Test
    void aSecretThatNoKeyOpensStaysAndIsToldWithWhatToDo() throws SQLException {
        try (Site lost = Site.bare(10);
                Site other = Site.bare(10)) {
            Secrets dropped = Secrets.withKeys(List.of(ANOTHER));
            credentials(dropped, lost, "x");
            credentials(older(), other, "{\"email\": \"admin@demo.example\", \"apiToken\": \"demo-token\"}");
            awaitMark(other, present.mark());
            assertThat(mark(lost, "credentials")).isEqualTo(dropped.mark());
            Service.Answer answer = lost.post("/test", null).refused(409, "INVALID_ARGUMENT");
            assertThat(answer.json().path("message").asText()).contains(lost.id).contains("connector.encryption-key");
        }
    }

    @Test
    void aDeliveryWhoseSignatureNoKeyCanCheckIsToBeSentAgain() throws SQLException {
        try (Site site = Site.live(10)) {
            Rows.change(
                    "update jira.webhook set secret = ? where connector_id = ?",
                    Secrets.withKeys(List.of(ANOTHER)).encrypt("x", site.id),
                    site.id);
            Deliveries.signed(site, "{\"webhookEvent\": \"sprint_closed\"}").is(503);
        }
    }

    @Test
    void anAdminIsToldWhatToDoAboutAWebhookWhoseSecretNoKeyOpens() throws SQLException {
        try (Site site = Site.live(10)) {
            Rows.change(
                    "update jira.webhook set secret = ? where connector_id = ?",
                    Secrets.withKeys(List.of(ANOTHER)).encrypt("x", site.id),
                    site.id);
            assertThat(site.post("/webhooks/validate", "{\"payload\": \"{}\", \"signature\": \"00\"}")
                            .refused(409, "INVALID_ARGUMENT")
                            .json()
                            .path("message")
                            .asText())
                    .contains("connector.encryption-key")
                    .contains("register its webhook again");
            assertThat(site.post("/webhooks/check", null)
                            .is(200)
                            .json()
                            .path("message")
                            .asText())
                    .contains("connector.encryption-key");
            site.post("/webhooks/register", "{}").is(200);
            assertThat(site.post("/webhooks/check", null).json().path("state").asText())
                    .isEqualTo("ok");
        }
    }

    @Test
    void theViewKnowsEveryCiphertext() throws SQLException {
        assertThat(
                        Rows.text(
                                """
                        select string_agg(table_name || '.' || column_name, ' ' order by table_name, column_name)
                        from information_schema.columns join information_schema.tables t using (table_schema, table_name)
                        where table_schema = 'jira' and data_type = 'bytea' and table_type = 'BASE TABLE'
                        """))
                .as(
                        "a new column with a ciphertext belongs in the view jira.secret and in renew.sql; then name it here")
                .isEqualTo("connector.credentials delivery.body oauth.access_token oauth.refresh_token oauth.state_hash"
                        + " webhook.next_secret webhook.secret");
    }

    /** As an instance writes that has the older key only; in one step each, so that nothing is seen in between. */
    private static void write(Secrets older, Site site) throws SQLException {
        credentials(older, site, "{\"email\": \"admin@demo.example\", \"apiToken\": \"demo-token\"}");
        Rows.change(
                "update jira.webhook set secret = ?, next_secret = ? where connector_id = ?",
                older.encrypt("the secret", site.id),
                older.encrypt("the next secret", site.id),
                site.id);
        Rows.change(
                "update jira.oauth set refresh_token = ?, access_token = ? where connector_id = ?",
                older.encrypt("the refresh token", site.id),
                older.encrypt("the access token", site.id),
                site.id);
    }

    private static void credentials(Secrets secrets, Site site, String text) throws SQLException {
        Rows.change("update jira.connector set credentials = ? where id = ?", secrets.encrypt(text, site.id), site.id);
    }

    private static void awaitMark(Site site, String mark) {
        await().until(() -> Rows.text(
                        "select string_agg(distinct encode(substring(ciphertext from 1 for 5), 'hex'), ' ') from jira.secret where connector_id = ?",
                        site.id)
                .equals(mark));
    }

    private static String mark(Site site, String place) throws SQLException {
        return Rows.text(
                "select encode(substring(ciphertext from 1 for 5), 'hex') from jira.secret where connector_id = ? and place = ?",
                site.id,
                place);
    }

    private String secret(Site site, String place) throws SQLException {
        String base64 = Rows.text(
                "select encode(ciphertext, 'base64') from jira.secret where connector_id = ? and place = ?",
                site.id,
                place);
        return present.decrypt(Base64.getMimeDecoder().decode(base64), site.id);
    }

    /** The rows without their ciphertexts. */
    private static String others(Site site) throws SQLException {
        return Rows.text(
                """
                select concat(
                    (select to_jsonb(c) - 'credentials' from jira.connector c where c.id = i.id), ' ',
                    (select to_jsonb(o) - array['refresh_token', 'access_token'] from jira.oauth o where o.connector_id = i.id), ' ',
                    (select to_jsonb(w) - array['secret', 'next_secret', 'checked_at', 'check_at'] from jira.webhook w where w.connector_id = i.id))
                from (select ? as id) i
                """,
                site.id);
    }

    private static Secrets older() {
        return Secrets.withKeys(List.of(keys().get(1)));
    }

    private static List<String> keys() {
        return List.of(ConfigProvider.getConfig()
                .getValue("connector.encryption-key", String.class)
                .split(",", -1));
    }
}
