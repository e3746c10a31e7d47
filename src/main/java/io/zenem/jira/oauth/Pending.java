package io.zenem.jira.oauth;

/**
 * An authorization that begins.
 *
 * @param hash of its state, base64; the state itself is told once, in the address, and never kept
 * @param seconds how long it may take
 * @param url where an admin grants it
 */
public record Pending(String hash, int seconds, String url) {
    /** Without the address, which holds the state. */
    @Override
    public String toString() {
        return "Pending[" + seconds + " s]";
    }
}
