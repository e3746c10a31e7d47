package io.zenem.jira.user;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.PageRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.api.RequestFields;

/** What an admin says about people: who Zenem's users are, and who of Jira is whom. */
@ApplicationScoped
@Named("users")
public class Users {
    /** A request has at most a megabyte; this many fit. */
    private static final int MOST_USERS = 20_000;

    private static final int MOST_MAPPINGS = 10_000;
    private static final int LONGEST_NAME = 255;
    /** Jira: an account id has at most 128 characters; older and longer ones were seen. */
    private static final int LONGEST_ACCOUNT = 255;

    private static final int LONGEST_SEARCH = 255;

    /** Zenem's users, for {@code sql/user/zenem_replace.sql}; 400 with every wrong one. */
    public String zenemUsers(ApiRequest request) {
        RequestFields fields = request.fields();
        if (fields.raw("users").isEmpty()) {
            fields.error("users", "is required; an empty array removes them all");
        }
        ArrayNode users = JsonNodeFactory.instance.arrayNode();
        each(fields, "users", MOST_USERS, (seen, user) -> {
            String email = email(user, "email", seen);
            String name = user.requiredText("name", LONGEST_NAME);
            users.addObject().put("email", email).put("name", name.strip());
        });
        fields.check();
        return users.toString();
    }

    /**
     * An admin's choices.
     *
     * @param json for {@code sql/user/map.sql}
     * @param accounts by the field that names each
     * @param errors what can be told without looking at the accounts, by field; told together with those that are not known
     */
    public record Choices(String json, Map<String, String> accounts, Map<String, String> errors) {}

    /** The admin's choices; an account that is null takes one back. */
    public Choices mappings(ApiRequest request) {
        RequestFields fields = request.fields();
        if (fields.raw("mappings").isEmpty()) {
            fields.error("mappings", "is required");
        }
        ObjectNode choices = JsonNodeFactory.instance.objectNode();
        ArrayNode mappings = choices.putArray("mappings");
        Map<String, String> accounts = new HashMap<>();
        Map<String, String> paths = new HashMap<>();
        each(fields, "mappings", MOST_MAPPINGS, (seen, mapping) -> {
            String email = email(mapping, "zenemEmail", seen);
            if (!mapping.has("jiraAccountId")) {
                mapping.error("jiraAccountId", "is required; null takes the mapping back");
            }
            Optional<String> account = mapping.text("jiraAccountId", LONGEST_ACCOUNT);
            String path = mapping.path("jiraAccountId");
            account.ifPresent(id -> accounts.put(path, id));
            account.map(id -> paths.putIfAbsent(id, path))
                    .ifPresent(first -> mapping.error("jiraAccountId", "is the same as " + first));
            mappings.addObject().put("path", path).put("email", email).put("account", account.orElse(null));
        });
        Map<String, String> errors = fields.errors();
        return new Choices(choices.put("right", errors.isEmpty()).toString(), accounts, errors);
    }

    /** How many mappings were saved, and which of the addresses no Zenem user has; 400 with all that was wrong, in which case none was saved. */
    public String mapped(Choices choices, JsonNode saved) {
        Map<String, String> errors = new HashMap<>(choices.errors());
        saved.path("unknown")
                .forEach(path -> errors.putIfAbsent(
                        path.asText(),
                        "\"" + choices.accounts().get(path.asText())
                                + "\" is no account that the connector knows; discover the users first"));
        if (!errors.isEmpty()) {
            throw ApiException.validation(errors);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("updated", saved.path("updated"));
        ArrayNode warnings = answer.putArray("warnings");
        saved.path("unlisted")
                .forEach(email -> warnings.add(email.asText()
                        + " is not in the list of Zenem's users; is it spelled right, or the list too old?"));
        return answer.toString();
    }

    /** Whether a batch of {@code sql/user/match.sql} decided anything, so that there may be more. */
    public boolean more(JsonNode batch) {
        return batch.path("matched").asInt() > 0;
    }

    /**
     * What people are searched for.
     *
     * @param pattern the text as a pattern of LIKE, for names and emails; {@code %} where everyone is asked for
     * @param text the text as it came; it may be an account id, which Jira compares as it is
     * @param unresolved whether only those without a mapping are asked for
     */
    public record Search(String pattern, String text, boolean unresolved) {}

    /** A page by the text that stands in a name or an email, or that is an account id; of everyone, where there is none. 400 with every wrong parameter. */
    public PageRequest search(ApiRequest request) {
        QueryParameters query = request.query();
        String text = query.text("search", LONGEST_SEARCH);
        String literal = text.replaceAll("[\\\\%_]", "\\\\$0");
        String pattern = literal.isEmpty() ? "%" : "%" + literal + "%";
        return query.paged(new Search(pattern, text, query.flag("unresolved")));
    }

    private static void each(RequestFields fields, String name, int most, BiConsumer<Set<String>, RequestFields> read) {
        Set<String> seen = new HashSet<>();
        fields.objects(name, most).orElse(List.of()).forEach(element -> read.accept(seen, element));
    }

    /** An address that no element before has. */
    private static String email(RequestFields element, String name, Set<String> seen) {
        String text = element.requiredText(name, EmailAddress.LONGEST + 2);
        Optional<String> email = EmailAddress.of(text);
        if (email.isEmpty() && !text.isEmpty()) {
            element.error(name, "must be an email address");
        }
        if (email.isPresent() && !seen.add(email.get())) {
            element.error(name, "comes twice, in whatever case");
        }
        return email.orElse("");
    }
}
