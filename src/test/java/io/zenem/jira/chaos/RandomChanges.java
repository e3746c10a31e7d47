package io.zenem.jira.chaos;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jirasim.DemoSite;

/** What people do to a Jira site, at random but always the same for a seed; a third of it sends no webhook at all. */
final class RandomChanges {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PROJECTS = List.of("ABC", "XYZ", "TEAM");
    private static final List<Integer> BOARDS = List.of(12, 34, 56);
    private static final String ACTIVE = "active";

    private final DemoSite site;
    private final Random random;
    private int number;

    RandomChanges(DemoSite site, Random random) {
        this.site = site;
        this.random = random;
    }

    /** Makes one change and tells which. */
    String next() {
        DemoSite jira = random.nextInt(3) == 0 ? site.silently() : site;
        number++;
        int kind = random.nextInt(20);
        try {
            String what = kind < 14 ? issue(jira) : kind < 18 ? dimension(jira) : name(jira);
            return number + (jira == site ? " " : " (silent) ") + what;
        } catch (IllegalArgumentException impossible) {
            // such as a component of another project: nobody can do that in Jira either
            return number + " nothing: " + impossible.getMessage();
        }
    }

    private String issue(DemoSite jira) {
        JsonNode issue = some(site.issues(0, Integer.MAX_VALUE));
        String key = issue.path("key").asText();
        boolean subtask = issue.at("/fields/issuetype/subtask").asBoolean();
        switch (random.nextInt(13)) {
            case 0 -> {
                return "create "
                        + jira.createIssue(some(PROJECTS), random.nextInt(4) == 0 ? "Epic" : "Story", summary())
                                .key();
            }
            case 1, 2, 3, 4 -> {
                Map<String, JsonNode> fields = fields();
                jira.editIssue(key, fields);
                return "edit " + key + " " + fields;
            }
            case 5, 6 -> jira.transition(key, some(statuses(issue)));
            case 7 -> jira.comment(key, "a comment");
            case 8 -> {
                String to = some(PROJECTS);
                if (!subtask && !key.startsWith(to + "-")) {
                    jira.move(key, to);
                    return "move " + key + " to " + to;
                }
            }
            case 9 -> {
                if (random.nextInt(3) == 0) {
                    jira.delete(key);
                    return "delete " + key;
                }
            }
            case 10 -> {
                if (!subtask) {
                    jira.retype(key, random.nextBoolean() ? "Epic" : "Story");
                    return "retype " + key;
                }
            }
            case 11 -> {
                JsonNode sprint = some(site.sprints(), one -> !is(one, "closed"));
                jira.addToSprint(sprint.path("id").asInt(), key);
                return "add " + key + " to sprint " + sprint.path("id");
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    jira.hide(key, random.nextInt(3) > 0);
                    return "hide or show " + key;
                }
            }
        }
        return "touch " + key;
    }

    private String dimension(DemoSite jira) {
        int version = some(site.versions()).path("id").asInt();
        JsonNode sprint = some(site.sprints());
        int id = sprint.path("id").asInt();
        switch (random.nextInt(9)) {
            case 0 ->
                jira.createVersion(
                        some(PROJECTS), text("version"), Optional.empty(), Optional.of(LocalDate.of(2027, 1, 31)));
            case 1 -> jira.editVersion(version, text("version"), random.nextBoolean() ? "" : text("described"));
            case 2 -> jira.releaseVersion(version, random.nextBoolean(), Optional.of(LocalDate.of(2026, 11, 1)));
            case 3 -> {
                return remove(jira, version);
            }
            case 4 -> jira.createSprint(some(BOARDS), text("sprint"), "");
            case 5 -> jira.editSprint(id, text("sprint"), text("goal"));
            case 6 -> {
                int future = some(site.sprints(), one -> is(one, "future"))
                        .path("id")
                        .asInt();
                jira.startSprint(future, Duration.ofDays(14));
                return "start sprint " + future;
            }
            case 7 -> {
                if (site.sprints().stream().filter(one -> is(one, ACTIVE)).count() > 2) {
                    int running = some(site.sprints(), one -> is(one, ACTIVE))
                            .path("id")
                            .asInt();
                    jira.closeSprint(running);
                    return "close sprint " + running;
                }
            }
            default -> {
                if (random.nextInt(3) == 0 && !is(sprint, ACTIVE)) {
                    jira.deleteSprint(id);
                    return "delete sprint " + id;
                }
            }
        }
        return "version " + version + " or sprint " + id;
    }

    private String remove(DemoSite jira, int version) {
        int other = some(site.versions()).path("id").asInt();
        if (site.versions().size() < 6 || other == version) {
            return "no version less";
        }
        if (random.nextBoolean()) {
            jira.mergeVersion(version, other);
            return "merge version " + version + " into " + other;
        }
        jira.deleteVersion(version);
        return "delete version " + version;
    }

    /** Renames: they touch no issue, and most of them send no event. */
    private String name(DemoSite jira) {
        JsonNode issue = some(site.issues(0, Integer.MAX_VALUE));
        switch (random.nextInt(5)) {
            case 0 -> jira.renameStatus(issue.at("/fields/status/id").asText(), text("status"));
            case 1 -> jira.renameUser(issue.at("/fields/reporter/accountId").asText(), text("Someone"));
            case 2 -> {
                JsonNode component = issue.at("/fields/components/0/name");
                if (component.isTextual()) {
                    jira.renameComponent(component.asText(), text("component"));
                }
            }
            case 3 -> jira.renameOption("customfield_10030", some(List.of("Low", "Medium", "High")), text("severity"));
            default -> jira.renameProject(some(PROJECTS), text("Project"));
        }
        return "rename something of " + issue.path("key").asText();
    }

    private Map<String, JsonNode> fields() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> summary();
            case 2 -> Map.of("customfield_10026", IntNode.valueOf(random.nextInt(20)));
            case 3 -> Map.of("description", JSON.textNode(text("described")), "duedate", NullNode.instance);
            case 4 -> Map.of("labels", JSON.arrayNode().add("label-" + random.nextInt(5)));
            case 5 -> Map.of("priority", TextNode.valueOf(some(List.of("High", "Low", "Medium"))));
            case 6 ->
                Map.of(
                        "fixVersions",
                        JSON.arrayNode().add(some(site.versions()).path("id").asText()));
            case 7 -> Map.of("customfield_10030", TextNode.valueOf(some(List.of("Low", "Medium", "High"))));
            default ->
                Map.of(
                        "parent",
                        some(
                                        site.issues(0, Integer.MAX_VALUE),
                                        one -> one.at("/fields/issuetype/hierarchyLevel")
                                                        .asInt()
                                                == 1)
                                .path("key"));
        };
    }

    private List<String> statuses(JsonNode issue) {
        String project = issue.at("/fields/project/key").asText();
        return site.issues(0, Integer.MAX_VALUE).stream()
                .filter(other -> other.at("/fields/project/key").asText().equals(project))
                .map(other -> other.at("/fields/status/id").asText())
                .distinct()
                .toList();
    }

    private Map<String, JsonNode> summary() {
        return Map.of("summary", TextNode.valueOf(text("chaos")));
    }

    private String text(String what) {
        return what + " " + number + some(List.of("", " \"quoted\"", " 🚢", " ünï %_\\", " <b>"));
    }

    private static boolean is(JsonNode sprint, String state) {
        return sprint.path("state").asText().equals(state);
    }

    private <T> T some(List<T> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is none");
        }
        return all.get(random.nextInt(all.size()));
    }

    private <T> T some(List<T> all, Predicate<T> which) {
        return some(all.stream().filter(which).toList());
    }
}
