package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import io.zenem.jirasim.Jql.Call;
import io.zenem.jirasim.Jql.Operand;
import io.zenem.jirasim.Jql.Value;

/** Finds the ids that values in a query name. Team-managed projects repeat names, so one name may mean several ids. */
final class JqlNames {
    private final Site site;
    private final boolean validating;

    JqlNames(Site site, boolean validating) {
        this.site = site;
        this.validating = validating;
    }

    int[] projects(List<Operand> operands) {
        List<Project> live =
                site.projects.values().stream().filter(Project::live).toList();
        return ids(
                "project",
                operands,
                live,
                project -> project.id,
                (project, text) -> project.answersTo(text) || project.name.equalsIgnoreCase(text));
    }

    int[] types(List<Operand> operands) {
        return named("issuetype", operands, site.types.values(), IssueType::id, IssueType::name);
    }

    int[] statuses(List<Operand> operands) {
        return named("status", operands, site.statuses.values(), Status::id, Status::name);
    }

    int[] categories(List<Operand> operands) {
        List<StatusCategory> all = List.of(StatusCategory.values());
        return ids(
                "statusCategory",
                operands,
                all,
                category -> category.id,
                (category, text) -> category.key.equalsIgnoreCase(text) || category.label.equalsIgnoreCase(text));
    }

    int[] priorities(List<Operand> operands) {
        return named("priority", operands, site.priorities.values(), Priority::id, Priority::name);
    }

    int[] resolutions(List<Operand> operands) {
        return named("resolution", operands, site.resolutions.values(), Resolution::id, Resolution::name);
    }

    int[] components(List<Operand> operands) {
        return named("component", operands, site.components.values(), Component::id, Component::name);
    }

    int[] versions(List<Operand> operands) {
        return named("fixVersion", operands, site.versions.values(), Version::id, Version::name);
    }

    int[] sprints(List<Operand> operands) {
        List<Operand> values = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Call call) {
                site.sprints.values().stream().filter(stateOf(call)).forEach(sprint -> ids.add(sprint.id()));
            } else {
                values.add(operand);
            }
        }
        for (int id : named("Sprint", values, site.sprints.values(), Sprint::id, Sprint::name)) {
            ids.add(id);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] users(String field, List<Operand> operands) {
        List<Operand> values = new ArrayList<>();
        boolean me = false;
        for (Operand operand : operands) {
            if (operand instanceof Call call && call.name().equalsIgnoreCase("currentUser")) {
                me = true;
            } else {
                values.add(operand);
            }
        }
        int[] found = ids(
                field,
                values,
                site.userList(),
                User::number,
                (user, text) -> user.accountId().equals(text)
                        || (site.dataCenter() && user.name().equals(text))
                        || user.email().filter(text::equalsIgnoreCase).isPresent());
        if (!me) {
            return found;
        }
        int[] withMe = java.util.Arrays.copyOf(found, found.length + 1);
        withMe[found.length] = 1;
        return withMe;
    }

    /** The issues that keys or ids name; Jira refuses a query that names one it doesn't have. */
    List<Issue> issues(String field, List<Operand> operands) {
        List<Issue> found = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Value value) {
                Optional<Issue> issue = site.find(value.text()).filter(site::visible);
                if (issue.isEmpty() && !validating) {
                    continue;
                }
                found.add(issue.orElseThrow(() -> JqlError.meaning(
                        value.text().matches("\\d+")
                                ? "A value with ID '" + value.text() + "' does not exist for the field '" + field + "'."
                                : "An issue with key '" + value.text() + "' does not exist for field '" + field
                                        + "'.")));
            } else if (operand instanceof Call call) {
                throw unknown(call);
            }
        }
        return found;
    }

    static JqlError unknown(Call call) {
        return JqlError.meaning(
                "Unable to find JQL function '" + call.name() + "(" + String.join(", ", call.arguments()) + ")'.");
    }

    private static Predicate<Sprint> stateOf(Call call) {
        String state =
                switch (call.name()) {
                    case "openSprints" -> "active";
                    case "closedSprints" -> "closed";
                    case "futureSprints" -> "future";
                    default -> throw unknown(call);
                };
        return sprint -> sprint.state().equals(state);
    }

    private interface Names<T> {
        boolean match(T thing, String text);
    }

    private static <T> int[] named(
            String field, List<Operand> operands, Collection<T> all, ToIntFunction<T> id, Function<T, String> name) {
        return ids(field, operands, all, id, (thing, text) -> name.apply(thing).equalsIgnoreCase(text));
    }

    private static <T> int[] ids(
            String field, List<Operand> operands, Collection<T> all, ToIntFunction<T> id, Names<T> names) {
        List<Integer> found = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Call call) {
                throw unknown(call);
            }
            if (operand instanceof Value value) {
                int before = found.size();
                for (T thing : all) {
                    if (Integer.toString(id.applyAsInt(thing)).equals(value.text())
                            || names.match(thing, value.text())) {
                        found.add(id.applyAsInt(thing));
                    }
                }
                if (found.size() == before) {
                    throw JqlError.meaning(
                            "The value '" + value.text() + "' does not exist for the field '" + field + "'.");
                }
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
