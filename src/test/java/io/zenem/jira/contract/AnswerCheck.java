package io.zenem.jira.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Whether the OpenAPI document describes an exchange of a test; if not, the test fails and says what to add. */
public final class AnswerCheck {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String JSON_TYPE = "application/json";

    /** What is answered where the document has no operation. */
    private static final Map<Integer, String> OUTSIDE = Map.of(
            400,
            "BadRequest",
            401,
            "Unauthorized",
            403,
            "Forbidden",
            404,
            "NotFound",
            405,
            "MethodNotAllowed",
            413,
            "TooLarge",
            414,
            "AddressTooLong",
            415,
            "UnsupportedMediaType",
            431,
            "HeadersTooLarge");

    private final ApiDocument document;
    private final HttpRequest request;
    private final HttpResponse<String> answer;
    private final Optional<String> template;

    private AnswerCheck(ApiDocument document, HttpRequest request, HttpResponse<String> answer) {
        this.document = document;
        this.request = request;
        this.answer = answer;
        this.template = document.template(normal(request.uri().getRawPath()))
                .filter(path -> document.operation(request.method(), path).isObject());
    }

    /** Fails unless the document of the service at this address describes the exchange. */
    public static void check(String url, HttpRequest request, HttpResponse<String> answer) {
        if (!request.uri().getPath().startsWith("/q/")) {
            new AnswerCheck(ApiDocument.servedAt(url), request, answer).check();
        }
    }

    private void check() {
        JsonNode response = document.resolved(response());
        must(!response.isMissingNode(), "has no answer " + answer.statusCode() + "; add it, or repair the code");
        if (response.has("content") && !request.method().equals("HEAD")) {
            JsonNode content =
                    response.path("content").path(type(answer.headers().firstValue("Content-Type")));
            must(content.isObject(), "has another Content-Type for " + answer.statusCode());
            if (response.path("content").has(JSON_TYPE)) {
                must(violations(content, answer.body()), "describes another answer " + answer.statusCode());
            }
        }
        if (answer.statusCode() < 300) {
            checkParameters();
            checkBody();
        }
    }

    private JsonNode response() {
        int status = answer.statusCode();
        return template.map(path -> document.operation(request.method(), path)
                        .path("responses")
                        .path("" + status))
                .orElse(document.root().at("/components/responses/" + OUTSIDE.getOrDefault(status, "none")));
    }

    private void checkParameters() {
        Set<String> known = document.parameters(request.method(), template.orElseThrow()).stream()
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
        String query = Optional.ofNullable(request.uri().getRawQuery()).orElse("");
        for (String pair : query.split("&", -1)) {
            String name = pair.split("=", 2)[0];
            must(name.isEmpty() || known.contains(name), "has no parameter " + name + "; add it");
        }
    }

    private void checkBody() {
        String body = request.bodyPublisher().map(AnswerCheck::text).orElse("");
        JsonNode described = operation().path("requestBody");
        if (body.isEmpty() || (body.equals("{}") && described.isMissingNode())) {
            must(!described.path("required").asBoolean(), "requires a body, and none was sent");
        } else {
            JsonNode content =
                    described.path("content").path(type(request.headers().firstValue("Content-Type")));
            must(content.isObject(), "has no such body (requestBody/content); add it, or refuse it");
            must(violations(content, body), "has another body; describe this one, or refuse it");
        }
    }

    private JsonNode operation() {
        return document.operation(request.method(), template.orElseThrow());
    }

    private List<String> violations(JsonNode content, String text) {
        try {
            return document.violations(content.path("schema"), JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            return List.of("no JSON");
        }
    }

    private void must(List<String> violations, String what) {
        must(violations.isEmpty(), what + ":\n  " + String.join("\n  ", violations));
    }

    private void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(String.join(
                    "",
                    "The OpenAPI document (src/main/resources/META-INF/openapi) ",
                    what,
                    "\n  ",
                    request.method() + " " + template.orElse("(a path or method that it does not have)"),
                    "\n  asked: " + request.uri(),
                    "\n  answered: " + answer.statusCode() + " " + shortened(answer.body())));
        }
    }

    /** Double and trailing slashes do not count. */
    private static String normal(String path) {
        return path.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 2000));
    }

    private static String type(Optional<String> contentType) {
        return contentType.orElse("none").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String text(HttpRequest.BodyPublisher publisher) {
        var body = HttpResponse.BodySubscribers.ofString(java.nio.charset.StandardCharsets.UTF_8);
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                body.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                body.onNext(List.of(bytes));
            }

            @Override
            public void onError(Throwable failure) {
                body.onError(failure);
            }

            @Override
            public void onComplete() {
                body.onComplete();
            }
        });
        return body.getBody().toCompletableFuture().join();
    }
}
