package io.zenem.jira.api;

/** The contract's five error codes. */
public enum ErrorCode {
    /** A field of the request is wrong; see fieldErrors. */
    VALIDATION_ERROR,
    /** No valid token. */
    UNAUTHORIZED,
    /** A valid token without the role. */
    FORBIDDEN,
    /** Our fault, or Jira's. */
    RUNTIME_ERROR,
    /** Malformed JSON, bad parameter, unknown thing, state conflict. */
    INVALID_ARGUMENT;

    static ErrorCode of(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            default -> status < 500 ? INVALID_ARGUMENT : RUNTIME_ERROR;
        };
    }
}
