package io.zenem.jira.crypto;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One look at all stored secrets, page by page.
 *
 * @param key the mark of what the present first key encrypted
 * @param connectorId of the last secret that was looked at
 * @param place of the last secret that was looked at
 * @param renewed what becomes of the present page, as JSON: {@code [{"connectorId", "place", "before", "after"}]}, ciphertexts in base64
 * @param count how many were encrypted again so far
 * @param lost connectors with a secret that no key opens
 * @param open whether there may be more
 */
public record Rotation(
        String key, String connectorId, String place, String renewed, int count, SortedSet<String> lost, boolean open) {
    static Rotation begun(String key) {
        return new Rotation(key, "", "", "[]", 0, new TreeSet<>(), true);
    }
}
