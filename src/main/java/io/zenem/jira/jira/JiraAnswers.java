package io.zenem.jira.jira;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Tells Jira's answers from what only looks like one, and passing failures from final ones. */
@ApplicationScoped
@Named("jiraAnswers")
public class JiraAnswers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .nodeFactory(new StorableJson())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MESSAGE_LIMIT = 500;

    /** The gateway's words for a token that is good, but not for this. */
    private static final String OTHER_SCOPE = "scope does not match";

    /**
     * The JSON of a successful answer ({@link MissingNode} where there is no body).
     *
     * <p>Jira answers many requests of a caller whose token has died with 200 and an empty list; only the header
     * X-Seraph-LoginReason tells (JRACLOUD, developer.atlassian.com "basic auth for REST APIs"). It is looked at first.
     *
     * @param request what was asked, and access by whom: they tell what has to be granted where Jira says no
     * @throws JiraUnavailable for 429, 5xx, and for anything that a proxy or a maintenance page might have said
     * @throws JiraRefused for Jira's own no
     */
    public JsonNode read(HttpAnswer answer, JiraRequest request, JiraAccess access) {
        return read(answer, request, new Grants(request, access.byGrant(), access.id()));
    }

    private static JsonNode read(HttpAnswer answer, JiraRequest request, Grants grants) {
        int status = answer.status();
        byte[] body = answer.body();
        if (status == 0) {
            throw new JiraUnavailable(0, "Jira did not answer: " + oneLine(answer.silence()) + ".");
        }
        refuseAnonymity(answer.header("X-Seraph-LoginReason").orElse(""), grants);
        if (status == 429 || status == 503) {
            throw comeBackLater(answer);
        }
        boolean json = answer.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .contains("json");
        if (status == 408 || status == 425 || status >= 500) {
            throw new JiraUnavailable(status, "Jira failed (HTTP " + status + ")" + said(json, body) + ".");
        }
        if (status >= 300 && status < 400) {
            throw new JiraRefused(
                    status,
                    "Jira redirects to "
                            + answer.header("Location").map(JiraAnswers::host).orElse("another address")
                            + "; set baseUrl to the site's own address.",
                    false);
        }
        if (status >= 400) {
            throw refusal(status, json, body, grants, request);
        }
        return success(status, json, body);
    }

    /**
     * The number of an answer to {@link JiraRequests#count}.
     *
     * @throws JiraUnavailable where it did not say one
     */
    public JsonNode count(JsonNode answer) {
        if (!answer.path("count").isIntegralNumber()) {
            throw new JiraUnavailable(200, "Jira was asked for a count and answered with something else.");
        }
        return answer.get("count");
    }

    /** The sites that an app was granted, which Atlassian tells; as {@link #read}. */
    public JsonNode sites(HttpAnswer answer, String connectorId) {
        JiraRequest request = JiraRequest.get("/myself");
        return read(answer, request, new Grants(request, true, connectorId));
    }

    private static JiraUnavailable comeBackLater(HttpAnswer answer) {
        String what =
                answer.limited() ? answer.limitedWords() : "Jira is unavailable (HTTP 503)" + answer.pauseWords() + ".";
        return new JiraUnavailable(answer.status(), what, answer.pause().orElse(null));
    }

    private static void refuseAnonymity(String loginReason, Grants grants) {
        if (loginReason.contains("AUTHENTICATED_FAILED")) {
            throw JiraRefused.login("Jira does not accept the credentials (wrong, expired or revoked token): "
                    + grants.credentials() + ".");
        }
        if (loginReason.contains("AUTHENTICATION_DENIED")) {
            throw new JiraRefused(
                    401,
                    "Jira denies the login after too many failures: log in once with a browser to clear the CAPTCHA.",
                    false);
        }
    }

    private static JsonNode success(int status, boolean json, byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            if (json) {
                return JSON.readTree(body);
            }
        } catch (IOException | NumberFormatException truncated) {
            throw new JiraUnavailable(status, "Jira's answer breaks off or is no JSON (" + body.length + " bytes).");
        }
        throw new JiraUnavailable(
                status,
                "Something else than Jira answered: HTTP " + status + " without JSON (a login or maintenance page?).");
    }

    private static JiraFailure refusal(int status, boolean json, byte[] body, Grants grants, JiraRequest request) {
        String said = said(json, body);
        return switch (status) {
            case 401 ->
                said.contains(OTHER_SCOPE)
                        ? new JiraRefused(
                                401,
                                "Jira does not accept the app's token for this (HTTP 401)" + said + ": "
                                        + grants.scope() + ".",
                                true)
                        : JiraRefused.login("Jira does not accept the credentials (HTTP 401)" + said + ": "
                                + grants.credentials() + ".");
            case 403 ->
                new JiraRefused(
                        403,
                        "Jira forbids it to " + grants.who() + " (HTTP 403)" + said + ": " + grants.permission() + ".",
                        json && !words(body).isEmpty());
            case 404 ->
                json
                        ? new JiraRefused(
                                404,
                                "Jira does not find it, or hides it from this account (HTTP 404)" + said + ".",
                                !words(body).isEmpty())
                        : page404(request);
            default ->
                new JiraRefused(
                        status,
                        "Jira refused the request (HTTP " + status + ")" + said + "." + lookAgain(status, request),
                        json);
        };
    }

    /** Jira refuses a search that names a project which is hidden since, or a type by its former name. */
    private static String lookAgain(int status, JiraRequest request) {
        return status == 400 && request.pathAndQuery().contains("/search")
                ? " Where a project was hidden or deleted, or something got another name, a reconcile looks at the site again."
                : "";
    }

    /** An unavailable site answers 404 with an HTML page, and so does a site without Jira Software to every request about it. */
    private static JiraFailure page404(JiraRequest request) {
        return request.pathAndQuery().startsWith("/rest/agile/")
                ? new JiraRefused(
                        404, "The site has no Jira Software, or is unavailable (HTTP 404 without JSON).", false)
                : new JiraUnavailable(404, "The Jira site is unavailable or does not exist (HTTP 404 without JSON).");
    }

    private static String said(boolean json, byte[] body) {
        String words = json ? String.join(" ", words(body)) : "";
        String cut = oneLine(words);
        return cut.isEmpty() ? "" : ", saying: " + cut.replaceAll("\\.$", "");
    }

    /** What came from outside, short enough for a message, and nothing in it that ends a line. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.substring(0, Math.min(line.length(), MESSAGE_LIMIT));
    }

    /** Jira's own words: {@code errorMessages} and the values of {@code errors}. */
    private static List<String> words(byte[] body) {
        List<String> words = new ArrayList<>();
        try {
            JsonNode json = JSON.readTree(body);
            json.path("errorMessages").forEach(message -> words.add(message.asText()));
            // Atlassian's gateway, before Jira is asked
            if (json.path("message").isTextual() && json.path("code").isNumber()) {
                words.add(json.path("message").asText());
            }
            json.path("errors")
                    .properties()
                    .forEach(error ->
                            words.add(error.getKey() + ": " + error.getValue().asText()));
        } catch (IOException | NumberFormatException unreadable) {
            return List.of();
        }
        return words;
    }

    private static String host(String location) {
        try {
            return Optional.ofNullable(URI.create(location).getHost()).orElse("another path");
        } catch (IllegalArgumentException malformed) {
            return "another address";
        }
    }
}
