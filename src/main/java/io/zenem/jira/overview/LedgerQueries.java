package io.zenem.jira.overview;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.QueryParameters;

/** How the ledger of deliveries and the list of deletions are looked through. */
@ApplicationScoped
@Named("ledgerQueries")
public class LedgerQueries {
    private static final List<String> OUTCOMES =
            List.of("applied", "stale", "duplicate", "out_of_scope", "ignored", "dead", "pending");
    private static final List<String> VERDICTS =
            List.of("deleted", "moved", "not_found", "out_of_scope", "project_gone");
    private static final List<String> RANGES = List.of("1h", "24h", "7d");
    /** Deliveries are kept for eight days. */
    private static final int MOST_DAYS = 8;

    private static final int USUAL_DAYS = 7;
    private static final int LONGEST = 255;

    /** outcome, event, key and since, each optional; 400 for what makes no sense. */
    public LedgerFilter deliveries(ApiRequest request) {
        QueryParameters query = request.query();
        LedgerFilter filter = new LedgerFilter(
                query.choice("outcome", OUTCOMES).orElse(""),
                query.text("event", LONGEST),
                query.text("key", LONGEST),
                since(query));
        query.checkWithPage();
        return filter;
    }

    /** verdict and since, each optional; 400 for what makes no sense. */
    public DeletionFilter deletions(ApiRequest request) {
        QueryParameters query = request.query();
        DeletionFilter filter =
                new DeletionFilter(query.choice("verdict", VERDICTS).orElse(""), since(query));
        query.checkWithPage();
        return filter;
    }

    /** The id of a delivery in the path; 404 for what cannot be one. */
    public long delivery(ApiRequest request) {
        try {
            return Long.parseLong(request.parameter("deliveryId").orElse(""));
        } catch (NumberFormatException noNumber) {
            throw unknown();
        }
    }

    /** The delivery; 404 for none. */
    public Object mustExist(Object row) {
        if (row == null) {
            throw unknown();
        }
        return row;
    }

    /** How many days are looked back on. */
    public int days(ApiRequest request) {
        QueryParameters query = request.query();
        int days = query.integer("days", USUAL_DAYS, 1, MOST_DAYS);
        query.check();
        return days;
    }

    /** The range that metrics are asked for, an hour unless the request says otherwise; 400 for one that is none. */
    public MetricRange range(ApiRequest request) {
        QueryParameters query = request.query();
        String range = query.choice("range", RANGES).orElse(RANGES.get(0));
        query.check();
        return MetricRange.of(range);
    }

    private static OffsetDateTime since(QueryParameters query) {
        return query.instant("since").orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC);
    }

    private static ApiException unknown() {
        return ApiException.notFound(
                "There is no such delivery in the ledger; GET webhooks/deliveries lists those of the last " + MOST_DAYS
                        + " days.");
    }
}
