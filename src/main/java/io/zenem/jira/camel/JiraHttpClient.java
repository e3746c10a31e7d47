package io.zenem.jira.camel;

import java.util.concurrent.ScheduledThreadPoolExecutor;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the HTTP client that talks to Jira differs from the usual one. It connects to allowed addresses only; it takes no answer
 * without end, neither of bytes nor of time; it keeps no cookies, or one connector's session would speak for another one with
 * the same site; and it repeats by itself nothing that Jira answered 429 or 503: {@code jira-call} decides whether and when, for
 * all instances, and some calls (a POST that registers a webhook) are tried once. A connection that turns out to be dead is still
 * replaced, for calls that may be repeated.
 */
@ApplicationScoped
@Named("jiraHttpClient")
class JiraHttpClient implements HttpClientConfigurer {
    private final JiraConnections connections;
    private final long answerBytes;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Pools.named("jira-deadlines"));

    JiraHttpClient(
            JiraConnections connections, @ConfigProperty(name = "connector.jira.max-answer-bytes") long answerBytes) {
        this.connections = connections;
        this.answerBytes = answerBytes;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setConnectionManager(connections.pool())
                .disableCookieManagement()
                .setRetryStrategy(new DefaultHttpRequestRetryStrategy() {
                    @Override
                    public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
                        return false;
                    }
                })
                // first, so that it counts what was unpacked
                .addExecInterceptorFirst("bounded", new CallDeadline(answerBytes, timer));
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }
}
