package io.zenem.jira.job;

import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a walk begins again. */
class WalksTest {
    private final JiraRefused no =
            new JiraRefused(400, "Das angegebene Token für die nächste Seite ist ungültig.", true);

    private final Walks walks = new Walks(new JiraRequests(), Clock.systemUTC(), 1, 8);

    @Test
    void whatJiraRefusesWithATokenIsAskedWithoutOneInWhateverWordsItSaysNo() {
        assertThat(walks.tokenRefused(walk("Cj1"), no)).isTrue();
        assertThat(walks.tokenRefused(walk("Cj1").restarted(), no)).isFalse();
    }

    @Test
    void aWalkWhoseTokensAreRefusedAgainAndAgainEnds() {
        SliceWalk walk = walk("Cj1");
        for (int i = 0; i < 3; i++) {
            assertThat(walks.tokenRefused(walk, no)).isTrue();
            walk = walk.restarted().after(page("Cj" + i));
        }
        assertThat(walks.tokenRefused(walk, no)).isFalse();
    }

    @Test
    void anyOtherNoIsNotTheTokens() {
        assertThat(walks.tokenRefused(walk("Cj1"), new JiraRefused(403, "You may not.", true)))
                .isFalse();
    }

    private static ObjectNode page(String token) {
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("nextPageToken", token);
        page.putArray("issues").addObject().put("id", "1");
        return page;
    }

    private static SliceWalk walk(String token) {
        ObjectNode slice =
                JsonNodeFactory.instance.objectNode().put("stage", "issues").put("token", token);
        slice.putObject("spec").put("jql", "project = A");
        return SliceWalk.of(slice, List.of());
    }
}
