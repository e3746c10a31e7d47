package io.zenem.jira.statements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.sync.IssuePage;

/** A page of issues as the rooms hand it to the route that keeps it; by default one that a webhook brought. */
final class PageOfIssues {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<ObjectNode> items = new ArrayList<>();
    private final ArrayNode failed = JSON.createArrayNode();
    private final ArrayNode users = JSON.createArrayNode();
    private final ArrayNode references = JSON.createArrayNode();
    private final ArrayNode outside = JSON.createArrayNode();
    private final ArrayNode warnings = JSON.createArrayNode();
    private boolean readById;
    private String mappingVersion = "map_v1";
    private IssuePage.JobRef job = IssuePage.JobRef.NONE;

    static PageOfIssues page(Issue... issues) {
        PageOfIssues page = new PageOfIssues();
        for (Issue issue : issues) {
            page.items.add(issue.json);
        }
        return page;
    }

    PageOfIssues readById() {
        readById = true;
        return this;
    }

    PageOfIssues mappedBy(String version) {
        mappingVersion = version;
        return this;
    }

    /** The page is a job's, of an attempt, and its walk goes on behind it. */
    PageOfIssues of(String id, int attempt) {
        job = new IssuePage.JobRef(id, attempt, "issues", 0, "next", false);
        return this;
    }

    PageOfIssues failed(long issue, String reason) {
        failed.addObject()
                .put("jiraId", String.valueOf(issue))
                .put("jiraKey", "ABC-" + issue)
                .put("reason", reason);
        return this;
    }

    PageOfIssues naming(String reference, String text) {
        references.addObject().put("ref", reference).put("shown", text);
        return this;
    }

    PageOfIssues outOfScope(long issue) {
        outside.add(String.valueOf(issue));
        return this;
    }

    PageOfIssues warning(String message) {
        warnings.add(message);
        return this;
    }

    PageOfIssues showing(String account, String name, Instant observedAt) {
        users.addObject()
                .put("accountId", account)
                .put("displayName", name)
                .put("active", true)
                .put("accountType", "atlassian")
                .put("observedAt", observedAt.toString())
                .putObject("source");
        return this;
    }

    IssuePage in(String connector) {
        return new IssuePage(
                connector,
                job.equals(IssuePage.JobRef.NONE) ? "webhook" : "reconcile",
                readById,
                mappingVersion,
                items.size(),
                job,
                items,
                failed,
                users,
                references,
                outside,
                warnings);
    }

    /** One issue of a page. */
    static final class Issue {
        private final ObjectNode json;

        private Issue(ObjectNode json) {
            this.json = json;
        }

        static Issue story(long id, String title, Instant updated) {
            ObjectNode json = JSON.createObjectNode()
                    .put("jiraId", id)
                    .put("jiraKey", "ABC-" + id)
                    .put("entity", "story")
                    .put("projectId", 10000)
                    .put("issueType", "Story")
                    .put("updated", updated.toString())
                    .put("observedAt", updated.plusSeconds(1).toString())
                    .put("beyondHistory", false);
            json.putObject("fields").put("title", title).putNull("parent");
            json.putArray("refs");
            json.putObject("source").put("via", "webhook");
            return new Issue(json);
        }

        Issue seen(Instant at) {
            json.put("observedAt", at.toString());
            return this;
        }

        Issue key(String key) {
            json.put("jiraKey", key);
            return this;
        }

        Issue epic() {
            json.put("entity", "project").put("issueType", "Epic");
            return this;
        }

        Issue below(long parent) {
            ((ObjectNode) json.get("fields")).putObject("parent").put("jiraId", String.valueOf(parent));
            return this;
        }

        Issue referringTo(String reference) {
            json.withArray("refs").add(reference);
            return this;
        }

        Issue broughtBy(long delivery) {
            ((ObjectNode) json.get("source")).put("deliveryId", delivery);
            return this;
        }

        Issue olderThanHistory() {
            json.put("beyondHistory", true);
            return this;
        }
    }
}
