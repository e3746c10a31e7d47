package io.zenem.jira.statements;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.zenem.jira.routes.FreshId;
import io.zenem.jira.routes.Heard;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.sync.KeptPage;
import io.zenem.jira.sync.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A connector without a site, whose copy is written by pages that a test composes; nothing else writes to it. */
final class KeptCopy implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final String id = FreshId.of("kept");
    private final ProducerTemplate camel;
    private final Heard heard;

    KeptCopy(ProducerTemplate camel) throws SQLException {
        this.camel = camel;
        Rows.change(
                "insert into jira.connector (id, name, base_url, auth_type, auth_public) values (?, 'Kept', 'http://127.0.0.1:9', 'basic', '{}')",
                id);
        heard = new Heard(id);
    }

    /** A reconcile that runs its third attempt, with one walk. */
    String runningJob() throws SQLException {
        Rows.change(
                """
                insert into jira.job (connector_id, id, kind, number, status, request, trigger, attempt, started_at, run_after)
                values (?, 'recon_001', 'reconcile', 1, 'RUNNING', '{"entities": ["epic", "issue"]}', 'admin', 3, now(), now() + interval '1 hour')
                """,
                id);
        Rows.change(
                "insert into jira.job_slice (connector_id, job_id, stage, number, spec) values (?, 'recon_001', 'issues', 0, '{}')",
                id);
        return "recon_001";
    }

    /** Applies a page. */
    KeptPage keep(PageOfIssues page) {
        Exchange answer = request(page);
        assertThat(answer.getException()).isNull();
        return answer.getVariable("kept", KeptPage.class);
    }

    /** The exchange of a page that is applied, or fails. */
    Exchange request(PageOfIssues page) {
        return camel.request(
                "direct:page-keep", exchange -> exchange.getMessage().setBody(page.in(id)));
    }

    Outcome outcome(PageOfIssues page, long issue) {
        return keep(page).outcomes().get(issue);
    }

    String title(long issue) throws SQLException {
        return Rows.text("select fields ->> 'title' from jira.item where connector_id = ? and jira_id = ?", id, issue);
    }

    /** What was published of a story, in order. */
    List<String> published(long issue) throws SQLException {
        return heard.of("story", String.valueOf(issue));
    }

    void tombstone(long issue, String verdict, Instant removedAt, Instant observedAt) throws SQLException {
        Rows.change(
                """
                insert into jira.tombstone (connector_id, jira_id, removed_at, observed_at, verdict, evidence)
                values (?, ?, ?::timestamptz, ?::timestamptz, ?, 'a test')
                """,
                id,
                issue,
                removedAt.toString(),
                observedAt.toString(),
                verdict);
    }

    int count(String from) throws SQLException {
        return Rows.count("select count(*) from " + from + " where connector_id = ?", id);
    }

    @Override
    public void close() throws SQLException {
        heard.close();
        Rows.change("delete from jira.connector where id = ?", id);
    }
}
