package io.zenem.jira.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;

/** Decides what becomes of a page of issues, from what the statements in {@code sql/page} answer. */
@ApplicationScoped
@Named("issueKeeping")
public class IssueKeeping {
    /**
     * What becomes of each issue.
     *
     * @param known the answer of compare.sql
     * @param looks the answer of looks.sql
     */
    public KeptPage decide(IssuePage page, JsonNode known, JsonNode looks) {
        Map<Long, Known> rows = new HashMap<>();
        known.forEach(row -> rows.put(row.path("jiraId").asLong(), Known.of(row)));
        Looks looked = Looks.of(looks);
        List<Decided> issues = page.items().stream()
                .map(item -> Decided.of(
                        page, item, rows.getOrDefault(item.path("jiraId").asLong(), Known.NOTHING), looked))
                .toList();
        return new KeptPage(page, looked, issues, 0);
    }

    /** The page after its rows were written, from the answer of upsert.sql. */
    public KeptPage written(KeptPage kept, JsonNode written) {
        List<Decided> issues = kept.issues().stream()
                .map(issue -> issue.written(Optional.ofNullable(written.get(String.valueOf(issue.id())))
                        .map(JsonNode::asBoolean)))
                .toList();
        return new KeptPage(kept.page(), kept.looks(), issues, kept.failures());
    }

    /** The page after its failures were written, from the answer of fail.sql. */
    public KeptPage failed(KeptPage kept, long failures) {
        return new KeptPage(kept.page(), kept.looks(), kept.issues(), failures);
    }
}
