package io.zenem.jira.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;

/** Reads the context of a sync or of a webhook; what is missing for it is a conflict that the admin can end. */
@ApplicationScoped
@Named("syncContexts")
public class SyncContexts {
    /** The context, or 409 with what to do first. */
    public SyncContext of(Object row) {
        if (row == null) {
            throw ApiException.conflict(
                    "The connector has no scope or no active mapping yet; save both first (PUT …/scope, PUT …/mappings).");
        }
        return SyncContext.of((String) row);
    }

    /** The context of a webhook, with an empty mapping where there is none yet; 409 without a scope. */
    public SyncContext ofWebhook(Object row) {
        if (row == null) {
            throw ApiException.conflict("The connector has no scope yet; save it first (PUT …/scope).");
        }
        return SyncContext.of((String) row);
    }
}
