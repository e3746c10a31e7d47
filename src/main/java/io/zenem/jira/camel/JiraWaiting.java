package io.zenem.jira.camel;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.job.JobRun;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes the request for Jira from the body, and where it does not say itself how long to wait, says it: a job insists, but not on
 * a part of a kind that failed already ({@code job-part}), and anybody else wants to know soon.
 */
@ApplicationScoped
@Named("jiraWaiting")
class JiraWaiting implements Processor {
    @Override
    public void process(Exchange exchange) {
        boolean job =
                Optional.ofNullable(exchange.getVariable("job", JobRun.class)).isPresent();
        boolean soon =
                Optional.ofNullable(exchange.getVariable("soon", Boolean.class)).orElse(false);
        exchange.setVariable(
                "jiraRequest", exchange.getMessage().getBody(JiraRequest.class).ofCaller(job && !soon));
    }
}
