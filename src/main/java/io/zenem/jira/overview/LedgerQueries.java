package io.zenem.jira.overview;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.PageRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.jira.JiraId;

/** How the ledger of deliveries and the list of deletions are looked through. */
@ApplicationScoped
@Named("ledgerQueries")
public class LedgerQueries {
    private static final List<String> OUTCOMES =
            List.of("applied", "stale", "duplicate", "out_of_scope", "ignored", "dead", "pending");
    private static final List<String> VERDICTS =
            List.of("deleted", "moved", "not_found", "out_of_scope", "project_gone");
    private static final List<MetricRange> RANGES = List.of(
            new MetricRange("1h", "minute", 60, 60),
            new MetricRange("24h", "hour", 3600, 24),
            new MetricRange("7d", "day", 86_400, 7));
    /** Deliveries are kept for eight days. */
    private static final int MOST_DAYS = 8;

    private static final int USUAL_DAYS = 7;
    private static final int LONGEST = 255;

    /** Which deliveries of the ledger an admin looks for, since a moment; an empty text stands for anything. */
    public record LedgerFilter(String outcome, String event, String key, OffsetDateTime since) {}

    /** A page by outcome, event, key and since, each optional; 400 for what makes no sense. */
    public PageRequest deliveries(ApiRequest request) {
        QueryParameters query = request.query();
        return query.paged(new LedgerFilter(
                query.choice("outcome", OUTCOMES).orElse(""),
                query.text("event", LONGEST),
                query.text("key", LONGEST),
                since(query)));
    }

    /** Which deletions an admin looks for, since a moment; an empty text stands for any verdict. */
    public record DeletionFilter(String verdict, OffsetDateTime since) {}

    /** A page by verdict and since, each optional; 400 for what makes no sense. */
    public PageRequest deletions(ApiRequest request) {
        QueryParameters query = request.query();
        return query.paged(new DeletionFilter(query.choice("verdict", VERDICTS).orElse(""), since(query)));
    }

    /** The id of a delivery in the path; 404 for what cannot be one. */
    public long delivery(ApiRequest request) {
        return JiraId.of(request.parameter("deliveryId").orElse("")).orElseThrow(LedgerQueries::unknown);
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

    /**
     * A time that ends now, in steps.
     *
     * @param name as it is asked for: 1h, 24h or 7d
     * @param step minute, hour or day
     * @param width the same in seconds
     * @param steps how many there are, the present one included
     */
    public record MetricRange(String name, String step, int width, int steps) {}

    /** The range that metrics are asked for, an hour unless the request says otherwise; 400 for one that is none. */
    public MetricRange range(ApiRequest request) {
        QueryParameters query = request.query();
        Optional<String> name =
                query.choice("range", RANGES.stream().map(MetricRange::name).toList());
        query.check();
        return RANGES.stream()
                .filter(range -> name.isEmpty() || range.name().equals(name.get()))
                .findFirst()
                .orElseThrow();
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
