package io.zenem.jira.overview;

import java.time.OffsetDateTime;

/**
 * Which deliveries of the ledger an admin looks for; an empty text stands for anything.
 *
 * @param outcome applied, stale, duplicate, out_of_scope, ignored, dead or pending
 * @param event Jira's {@code webhookEvent}
 * @param key the key that an issue has in the copy
 * @param since the first moment
 */
public record LedgerFilter(String outcome, String event, String key, OffsetDateTime since) {}
