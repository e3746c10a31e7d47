package io.zenem.jira.crypto;

/** A stored secret opens with none of the keys: a key was dropped too early, or another one is configured. */
public final class UndecryptableSecret extends IllegalStateException {
    UndecryptableSecret(String connectorId) {
        super("The stored secrets of connector " + connectorId + " do not decrypt with the present"
                + " connector.encryption-key; add the key they were written with behind the first, with a comma. Where that key is lost, save the connector's"
                + " auth again (an OAuth app is then authorized again too) and register its webhook again.");
    }
}
