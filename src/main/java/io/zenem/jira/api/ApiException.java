package io.zenem.jira.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A refusal that the caller can understand and correct; {@link ErrorResponses} turns it into the contract's error shape. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;
    private final transient Map<String, String> fieldErrors;

    private ApiException(int status, ErrorCode code, String message, Map<String, String> fieldErrors) {
        super(message);
        this.status = status;
        this.code = code;
        this.fieldErrors = new TreeMap<>(fieldErrors);
    }

    /** 400 with every wrong field at once; keys of nested fields as {@code auth.email}. */
    public static ApiException validation(Map<String, String> fieldErrors) {
        return new ApiException(
                400,
                ErrorCode.VALIDATION_ERROR,
                "Some fields are wrong: " + String.join(", ", new TreeMap<>(fieldErrors).keySet()) + ".",
                fieldErrors);
    }

    /** 400 for one wrong field. */
    public static ApiException validation(String field, String error) {
        return validation(Map.of(field, error));
    }

    /** 400 for a malformed body or query parameter. */
    public static ApiException invalidArgument(String message) {
        return new ApiException(400, ErrorCode.INVALID_ARGUMENT, message, Map.of());
    }

    /** 400 for wrong query parameters, every one at once. */
    public static ApiException query(Map<String, String> errors) {
        String message = new TreeMap<>(errors)
                .entrySet().stream()
                        .map(error -> error.getKey() + " " + error.getValue())
                        .collect(Collectors.joining("; "));
        return new ApiException(400, ErrorCode.INVALID_ARGUMENT, message + ".", errors);
    }

    /** 404 for an unknown connector, job, version or path. */
    public static ApiException notFound(String message) {
        return new ApiException(404, ErrorCode.INVALID_ARGUMENT, message, Map.of());
    }

    /** 409 where the state of things forbids the request. */
    public static ApiException conflict(String message) {
        return new ApiException(409, ErrorCode.INVALID_ARGUMENT, message, Map.of());
    }

    /** Any other status, with the code that belongs to it. */
    public static ApiException of(int status, ErrorCode code, String message) {
        return new ApiException(status, code, message, Map.of());
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }

    ErrorCode code() {
        return code;
    }

    Map<String, String> fieldErrors() {
        return fieldErrors;
    }
}
