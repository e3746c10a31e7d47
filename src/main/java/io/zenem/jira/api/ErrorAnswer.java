package io.zenem.jira.api;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The contract's error shape.
 *
 * @param status the HTTP status, not part of the body
 */
@JsonPropertyOrder({"success", "error", "message", "fieldErrors"})
public record ErrorAnswer(
        @JsonIgnore int status, boolean success, ErrorCode error, String message, Map<String, String> fieldErrors) {

    /** An error without field errors, with the code that belongs to the status. */
    static ErrorAnswer of(int status, String message) {
        return new ErrorAnswer(status, false, ErrorCode.of(status), message, Map.of());
    }
}
