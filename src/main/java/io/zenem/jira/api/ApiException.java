package io.zenem.jira.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A refusal that the caller can understand and correct; {@link ErrorResponses} answers with it. */
public final class ApiException extends RuntimeException {
    private final transient ErrorAnswer answer;

    private ApiException(ErrorAnswer answer) {
        super(answer.message());
        this.answer = answer;
    }

    /** 400 with every wrong field at once; keys of nested fields as {@code auth.email}. */
    public static ApiException validation(Map<String, String> fieldErrors) {
        Map<String, String> sorted = new TreeMap<>(fieldErrors);
        String message = "Some fields are wrong: " + String.join(", ", sorted.keySet()) + ".";
        return new ApiException(new ErrorAnswer(400, false, ErrorCode.VALIDATION_ERROR, message, sorted));
    }

    public static ApiException validation(String field, String error) {
        return validation(Map.of(field, error));
    }

    /** 400 for a malformed body or query parameter. */
    public static ApiException invalidArgument(String message) {
        return of(400, message);
    }

    /** 400 for wrong query parameters, every one at once. */
    public static ApiException query(Map<String, String> errors) {
        Map<String, String> sorted = new TreeMap<>(errors);
        String message = sorted.entrySet().stream()
                .map(error -> error.getKey() + " " + error.getValue())
                .collect(Collectors.joining("; ", "", "."));
        return new ApiException(new ErrorAnswer(400, false, ErrorCode.INVALID_ARGUMENT, message, sorted));
    }

    /** 404 for an unknown connector, job, version or path. */
    public static ApiException notFound(String message) {
        return of(404, message);
    }

    /** 409 where the state of things forbids the request. */
    public static ApiException conflict(String message) {
        return of(409, message);
    }

    public static ApiException of(int status, String message) {
        return new ApiException(ErrorAnswer.of(status, message));
    }

    public int status() {
        return answer.status();
    }

    ErrorAnswer answer() {
        return answer;
    }
}
