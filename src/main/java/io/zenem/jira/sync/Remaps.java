package io.zenem.jira.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;

/** Has items mapped again, from what is stored, when something whose name a mapping reads is renamed. */
@ApplicationScoped
@Named("remaps")
public class Remaps {
    /** The items of a reference; none where the active mapping only shows the name. */
    public Remap begin(String contextRow, String reference) {
        return Remap.of(SyncContext.of(contextRow), reference);
    }

    /** The items after a batch. */
    public Remap after(Remap remap, JsonNode holders) {
        return remap.after(holders);
    }
}
