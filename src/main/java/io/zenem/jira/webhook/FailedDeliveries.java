package io.zenem.jira.webhook;

/**
 * Deliveries that could not be applied, for {@code sql/webhook/fail.sql}.
 *
 * @param ids as a JSON array
 * @param things what they name, a JSON array, for their dead letters should this have been the last try
 * @param message why, where that is not an exception's
 */
public record FailedDeliveries(String ids, String things, String message) {}
