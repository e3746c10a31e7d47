package io.zenem.jira.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever Jira's tokens look like, a walk sees every page once, goes on where it was, and ends. */
class TokenWalkPropertiesTest {
    @Property(tries = 200)
    void seesEveryPageOnceWhereverItGoesOn(
            @ForAll @Size(max = 30) @UniqueElements List<@NotEmpty String> tokens,
            @ForAll @IntRange(max = 31) int crash) {
        List<Integer> seen = new ArrayList<>();
        TokenWalk walk = TokenWalk.from(Optional.empty());
        while (walk.open()) {
            if (seen.size() == crash && crash <= tokens.size()) {
                walk = TokenWalk.from(walk.token());
            }
            int page = walk.token().map(token -> tokens.indexOf(token) + 1).orElse(0);
            seen.add(page);
            walk = walk.after(answer(page, page < tokens.size() ? Optional.of(tokens.get(page)) : Optional.empty()));
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, tokens.size()).boxed().toList());
    }

    @Property(tries = 200)
    void aWalkThatIsLedInCirclesEnds(
            @ForAll @Size(min = 1, max = 30) @UniqueElements List<@NotEmpty String> tokens,
            @ForAll @IntRange(max = 29) int back) {
        assertThatThrownBy(() -> {
                    TokenWalk walk = TokenWalk.from(Optional.empty());
                    for (int pages = 0; pages <= tokens.size() + 1; pages++) {
                        int next = pages < tokens.size() ? pages : back % tokens.size();
                        walk = walk.after(answer(pages, Optional.of(tokens.get(next))));
                    }
                })
                .isInstanceOf(JiraRefused.class);
    }

    @Property(tries = 50)
    void aTokenThatNobodyCanUseEndsTheWalkAsIncomplete(@ForAll int number) {
        ObjectNode page = (ObjectNode) answer(1, Optional.empty());
        TokenWalk walk = TokenWalk.from(Optional.empty())
                .after(page.set(
                        "nextPageToken", JsonNodeFactory.instance.objectNode().put("a", number)));
        assertThat(walk.open()).isFalse();
        assertThat(walk.incomplete()).isTrue();
    }

    private static JsonNode answer(int page, Optional<String> next) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("issues").addObject().put("id", page);
        next.ifPresent(token -> answer.put("nextPageToken", token));
        return answer;
    }
}
