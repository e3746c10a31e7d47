package io.zenem.jira.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/** A walk through a list of versions, boards or sprints that changes meanwhile. */
class ListWalkPropertiesTest {
    private static final JiraRequests REQUESTS = new JiraRequests();

    private final List<Integer> list = new ArrayList<>();
    private int requests;

    @Property(tries = 300)
    void whatStaysIsNamedOrTheListCountsAsIncomplete(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 0, max = 260) int size,
            @ForAll @IntRange(min = 0, max = 100) int percent) {
        Random random = new Random(seed);
        ListWalk walk = walked(size, () -> {
            if (!list.isEmpty() && random.nextInt(100) < percent) {
                list.remove(random.nextInt(list.size()));
            }
        });
        if (!walk.incomplete()) {
            assertThat(walk.values().findValues("id").stream()
                            .map(id -> id.asInt())
                            .toList())
                    .containsAll(list);
        }
        assertThat(requests).isLessThan(40);
    }

    @Property(tries = 100)
    void aListThatDoesNotMoveIsWholeAndCostsNoMoreThanItsPages(@ForAll @IntRange(min = 0, max = 260) int size) {
        ListWalk walk = walked(size, () -> {});
        assertThat(walk.incomplete()).isFalse();
        assertThat(walk.values()).hasSize(size);
        assertThat(requests).isLessThanOrEqualTo(1 + size / 49);
    }

    private ListWalk walked(int size, Runnable between) {
        list.clear();
        requests = 0;
        for (int id = 1; id <= size; id++) {
            list.add(id);
        }
        ListWalk walk = ListWalk.of("versions", 10010);
        while (walk.open()) {
            walk = walk.after(page(walk.request(REQUESTS).pathAndQuery()), Instant.EPOCH);
            requests++;
            between.run();
        }
        return walk;
    }

    private ObjectNode page(String path) {
        int start = Integer.parseInt(path.replaceAll(".*startAt=(\\d+).*", "$1"));
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        list.stream().skip(start).limit(50).forEach(id -> values.addObject().put("id", String.valueOf(id)));
        return JsonNodeFactory.instance.objectNode().put("total", list.size()).set("values", values);
    }
}
