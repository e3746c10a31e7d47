package io.zenem.jira.routes;

import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.demo.DemoFaults.Delivery;
import io.zenem.jira.demo.DemoFaults.Failure;
import io.zenem.jira.demo.DemoSite;
import org.junit.jupiter.api.Test;

/** Whatever happened, one reconcile later the copy is Jira's truth. The seed is {@code -Dchaos.seed}, else always the same. */
@QuarkusTest
class ChaosTest {
    private static final long SEED = Long.getLong("chaos.seed", 42);
    private static final int CHANGES = 300;

    @Test
    void afterAnythingOneReconcileMakesTheCopyExact() {
        System.out.println("chaos.seed=" + SEED);
        Random random = new Random(SEED);
        try (Site site = Site.live(250)) {
            site.jira()
                    .faults()
                    .retryAfterSeconds(0)
                    .deliveries(Delivery.LOST, 0.2)
                    .deliveries(Delivery.DUPLICATED, 0.2)
                    .deliveries(Delivery.REORDERED, 0.3);
            for (Failure failure :
                    List.of(Failure.TOO_MANY_REQUESTS, Failure.SERVER_ERROR, Failure.BAD_GATEWAY, Failure.TRUNCATED)) {
                site.jira().faults().probability(failure, 0.03);
            }
            for (int i = 0; i < CHANGES; i++) {
                change(site, random);
            }
            site.awaitWebhooks();
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    private static void change(Site site, Random random) {
        DemoSite jira = random.nextInt(3) == 0 ? site.jira().silently() : site.jira();
        List<JsonNode> issues = site.jira().issues(0, Integer.MAX_VALUE);
        JsonNode issue = issues.get(random.nextInt(issues.size()));
        String key = issue.path("key").asText();
        boolean subtask = issue.path("fields").path("issuetype").path("subtask").asBoolean();
        switch (random.nextInt(9)) {
            case 0 ->
                jira.createIssue(
                        random.nextBoolean() ? "ABC" : "XYZ", "Story", Site.summary("chaos " + random.nextInt()));
            case 1, 2 -> jira.editIssue(key, Site.summary("edited " + random.nextInt()));
            case 3 -> jira.editIssue(key, Map.of("customfield_10026", IntNode.valueOf(random.nextInt(20))));
            case 4 ->
                jira.transition(key, List.of("To Do", "In Progress", "Done").get(random.nextInt(3)));
            case 5 -> jira.comment(key, "a comment");
            case 6 -> {
                String to = List.of("ABC", "XYZ", "TEAM").get(random.nextInt(3));
                if (!subtask && !key.startsWith(to + "-")) {
                    jira.move(key, to);
                }
            }
            case 7 -> {
                if (random.nextInt(3) == 0) {
                    jira.delete(key);
                }
            }
            default -> {
                if (!subtask) {
                    jira.retype(key, random.nextBoolean() ? "Epic" : "Story");
                }
            }
        }
    }
}
