package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.jira.JiraRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes the request for Jira from the body. Where it does not say how long to wait, a job insists, but not on a kind of part that failed.
 */
@ApplicationScoped
@Named("jiraWaiting")
class JiraWaiting implements Processor {
    @Override
    public void process(Exchange exchange) {
        boolean job = Optional.ofNullable(exchange.getVariable("job")).isPresent();
        boolean soon =
                Optional.ofNullable(exchange.getVariable("soon", Boolean.class)).orElse(false);
        JiraRequest request = Optional.ofNullable(exchange.getMessage().getBody(JiraRequest.class))
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "The body is not a request to Jira; make one with ${bean:jiraRequests}, before direct:jira-call."));
        exchange.setVariable("jiraRequest", request.ofCaller(job && !soon));
    }
}
