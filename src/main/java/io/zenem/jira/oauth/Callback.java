package io.zenem.jira.oauth;

/**
 * What the browser brought back from Atlassian.
 *
 * @param hash of the state, base64
 * @param code to be exchanged for tokens, empty text for none
 * @param error Atlassian's error code, empty text for none
 */
public record Callback(String hash, String code, String error) {
    /** Without the code. */
    @Override
    public String toString() {
        return "Callback[" + error + "]";
    }
}
