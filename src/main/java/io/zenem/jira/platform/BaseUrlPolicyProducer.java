package io.zenem.jira.platform;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.zenem.jira.connector.BaseUrlPolicy;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes {@link BaseUrlPolicy} from the configuration; only dev and test may call loopback without being told so. */
class BaseUrlPolicyProducer {
    @Produces
    @Singleton
    BaseUrlPolicy policy(@ConfigProperty(name = "connector.allowed-hosts") Optional<List<String>> allowedHosts) {
        return BaseUrlPolicy.of(
                allowedHosts.orElse(List.of()), LaunchMode.current().isDevOrTest());
    }
}
