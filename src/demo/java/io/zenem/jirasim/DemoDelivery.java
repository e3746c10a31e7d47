package io.zenem.jirasim;

/**
 * One attempt to deliver a webhook.
 *
 * @param identifier the value of X-Atlassian-Webhook-Identifier, the same across retries and duplicates
 * @param event the event's name
 * @param url where it was sent
 * @param retry 0 for the first attempt
 * @param status the receiver's HTTP status, 0 where there was no answer
 */
public record DemoDelivery(String identifier, String event, String url, int retry, int status) {}
