package io.zenem.jira.jira;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/** A walk by offsets through a list that changes meanwhile. */
class OffsetWalkPropertiesTest {
    /** Clocks are set back there on 27 October 2024, so that an hour of local times comes twice. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Instant NIGHT = Instant.parse("2024-10-26T23:30:00Z");
    private static final Pattern FROM = Pattern.compile(" AND created >= (\"[^\"]+\") ORDER BY");

    /** Creation times by id; a few fall into the same minute, at one minute in four many. */
    private final Map<Long, Instant> site = new TreeMap<>();

    @Property(tries = 300)
    void everyIssueThatStaysIsSeenWhateverLeavesMeanwhile(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 0, max = 120) int issues,
            @ForAll @IntRange(min = 2, max = 30) int size,
            @ForAll @IntRange(min = 0, max = 3) int leaving) {
        Random random = new Random(seed);
        site.clear();
        for (long id = 1; id <= issues; id++) {
            int minute = random.nextInt(4) == 0 ? 60 : random.nextInt(180);
            site.put(id, NIGHT.plusSeconds(60L * minute + random.nextInt(60)));
        }
        Set<Long> seen = new HashSet<>();
        TokenWalk walk = TokenWalk.from(Optional.empty());
        while (walk.open()) {
            JsonNode page = page(walk.token(), size);
            page.path("issues").forEach(issue -> seen.add(issue.path("id").asLong()));
            walk = walk.after(page);
            for (int i = 0; i < leaving && !site.isEmpty(); i++) {
                site.remove(new ArrayList<>(site.keySet()).get(random.nextInt(site.size())));
            }
        }
        // one in front of which something leaves time and again is given up, and says so
        Assume.that(!walk.incomplete());
        assertThat(seen).containsAll(site.keySet());
    }

    @Property(tries = 100)
    void nothingComesTwiceWhereNothingMoves(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @IntRange(min = 2, max = 30) int size) {
        Random random = new Random(seed);
        site.clear();
        Instant summer = Instant.parse("2024-07-01T10:00:00Z");
        for (long id = 1; id <= 100; id++) {
            site.put(id, summer.plusSeconds(random.nextInt(1800)));
        }
        List<Long> seen = new ArrayList<>();
        for (TokenWalk walk = TokenWalk.from(Optional.empty()); walk.open(); ) {
            JsonNode page = page(walk.token(), size);
            page.path("issues").forEach(issue -> seen.add(issue.path("id").asLong()));
            walk = walk.after(page);
        }
        assertThat(seen).hasSize(100).doesNotHaveDuplicates();
    }

    private JsonNode page(Optional<String> token, int size) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("jql", "project = A ORDER BY created ASC, key ASC")
                .put("maxResults", size);
        body.putArray("fields").add("id");
        token.ifPresent(text -> body.put("nextPageToken", text));
        DataCenter question =
                new DataCenter(JiraRequest.post("/rest/api/3/search/jql", body), AccountZone.of(ZONE.getId()));
        return question.answered(jira(question.asked().body().orElseThrow()));
    }

    /** What Data Center answers: a local time that comes twice is read as its first moment. */
    private JsonNode jira(JsonNode asked) {
        Matcher from = FROM.matcher(asked.path("jql").asText());
        String since = from.find() ? from.group(1) : "";
        List<Map.Entry<Long, Instant>> all = site.entrySet().stream()
                .filter(issue -> since.isEmpty() || !issue.getValue().isBefore(first(since)))
                .sorted(Map.Entry.<Long, Instant>comparingByValue()
                        .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("total", all.size());
        ArrayNode issues = answer.putArray("issues");
        all.stream()
                .skip(asked.path("startAt").asInt())
                .limit(asked.path("maxResults").asInt())
                .forEach(issue -> issues.addObject()
                        .put("id", issue.getKey().toString())
                        .putObject("fields")
                        .put("created", issue.getValue().toString()));
        return answer;
    }

    private static Instant first(String literal) {
        String local = literal.substring(1, literal.length() - 1).replace(' ', 'T');
        return java.time.LocalDateTime.parse(local)
                .atZone(ZONE)
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }
}
