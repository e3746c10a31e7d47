package io.zenem.jira.camel;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.zenem.jira.connector.BaseUrlPolicy;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The connections to Jira: how many, how long they may be silent, and to which addresses they may go. */
@ApplicationScoped
class JiraConnections {
    private static final int MOST = 200;

    private final CheckedAddresses addresses;
    private final int perSite;
    private final ConnectionConfig timeouts;

    JiraConnections(
            BaseUrlPolicy policy,
            @ConfigProperty(name = "connector.oauth.gateway-url") URI gateway,
            @ConfigProperty(name = "connector.oauth.token-url") URI tokens,
            @ConfigProperty(name = "connector.oauth.resources-url") URI resources,
            @ConfigProperty(name = "connector.jira.max-connections") int perSite,
            @ConfigProperty(name = "connector.jira.connect-timeout-ms") int connectMillis,
            @ConfigProperty(name = "connector.jira.response-timeout-ms") int silenceMillis) {
        this.addresses = new CheckedAddresses(
                policy,
                List.of(gateway.getHost(), tokens.getHost(), resources.getHost()),
                SystemDefaultDnsResolver.INSTANCE);
        this.perSite = perSite;
        this.timeouts = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(connectMillis))
                .setSocketTimeout(Timeout.ofMilliseconds(silenceMillis))
                .build();
    }

    HttpClientConnectionManager pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(addresses)
                .setMaxConnPerRoute(perSite)
                .setMaxConnTotal(MOST)
                .setDefaultConnectionConfig(timeouts)
                .build();
    }
}
