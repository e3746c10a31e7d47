package io.zenem.jira.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;

/** Reads the context of a sync; what is missing for it is a conflict that the admin can end. */
@ApplicationScoped
@Named("syncContexts")
public class SyncContexts {
    public SyncContext of(Object row) {
        return SyncContext.of((String) row);
    }

    /** 409 with what to do first: without scope and mapping there is no context. */
    public void refuse(Map<String, Object> connector) {
        List<String> missing = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        String path = " /admin/connectors/" + connector.get("id");
        if (!Boolean.TRUE.equals(connector.get("scoped"))) {
            missing.add("scope");
            calls.add("PUT" + path + "/scope");
        }
        if (!Boolean.TRUE.equals(connector.get("mapped"))) {
            missing.add("active mapping");
            calls.add("PUT" + path + "/mappings");
        }
        throw ApiException.conflict(
                missing.isEmpty()
                        ? "The connector's scope or mapping was changed meanwhile; send the request again."
                        : "The connector has no " + String.join(" and no ", missing) + " yet; save first: "
                                + String.join(", then ", calls) + ".");
    }
}
