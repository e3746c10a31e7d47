package io.zenem.jira.crypto;

import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jboss.logging.Logger;

/** Encrypts again with the first key what an older one encrypted, and tells the operator when an older one may be dropped. */
@ApplicationScoped
@Named("keyRotation")
public class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Secrets secrets;
    private String told = "";

    KeyRotation(Secrets secrets) {
        this.secrets = secrets;
    }

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
            String key,
            String connectorId,
            String place,
            String renewed,
            int count,
            SortedSet<String> lost,
            boolean open) {
        static Rotation begun(String key) {
            return new Rotation(key, "", "", "[]", 0, new TreeSet<>(), true);
        }
    }

    public Rotation begin() {
        return Rotation.begun(secrets.mark());
    }

    /**
     * What becomes of a page of secrets that are not under the first key; an empty page is the last.
     *
     * @param stale as JSON: {@code [{"connectorId", "place", "ciphertext"}]}
     */
    public Rotation renewed(Rotation before, JsonNode stale) {
        ArrayNode renewed = JSON.createArrayNode();
        SortedSet<String> lost = new TreeSet<>(before.lost());
        for (JsonNode secret : stale) {
            String connectorId = secret.path("connectorId").asText();
            String ciphertext = secret.path("ciphertext").asText();
            try {
                String plaintext = secrets.decryptText(ciphertext, connectorId);
                renewed.addObject()
                        .put("connectorId", connectorId)
                        .put("place", secret.path("place").asText())
                        .put("before", ciphertext)
                        .put("after", secrets.encryptText(plaintext, connectorId));
            } catch (UndecryptableSecret noKey) {
                lost.add(connectorId);
            }
        }
        JsonNode last = stale.path(stale.size() - 1);
        return new Rotation(
                before.key(),
                last.path("connectorId").asText(before.connectorId()),
                last.path("place").asText(before.place()),
                renewed.toString(),
                before.count() + renewed.size(),
                lost,
                !stale.isEmpty());
    }

    /** Logs the result, once for as long as it stays the same. */
    public void tell(Rotation rotation) {
        if (rotation.count() > 0) {
            LOG.infof(
                    "%d stored secrets were encrypted again with the first key of connector.encryption-key.",
                    rotation.count());
        }
        if (!changed(rotation.lost())) {
            return;
        }
        if (!rotation.lost().isEmpty()) {
            LOG.errorf(
                    "No key of connector.encryption-key opens the stored secrets of these connectors: %s. Add the key that they were"
                            + " written with behind the first, with a comma; where it is lost, save the connector's auth and register"
                            + " its webhook again.",
                    String.join(", ", rotation.lost()));
        } else if (secrets.severalKeys()) {
            LOG.info(
                    "No stored secret needs the older keys of connector.encryption-key any more: when every instance runs with the"
                            + " present first key, they may be dropped.");
        }
    }

    private synchronized boolean changed(SortedSet<String> lost) {
        String state = lost.toString();
        boolean changed = !told.equals(state);
        told = state;
        return changed;
    }
}
