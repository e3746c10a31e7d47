package io.zenem.jira.camel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Keeps the HTTP client from repeating by itself what Jira answered 429 or 503: the policies decide whether and when, for all
 * instances, and some calls (a POST that registers a webhook) are tried once. A connection that turns out to be dead is still
 * replaced, for calls that may be repeated.
 */
@ApplicationScoped
@Named("jiraHttpClient")
class JiraHttpClient implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setRetryStrategy(new DefaultHttpRequestRetryStrategy() {
            @Override
            public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
                return false;
            }
        });
    }
}
