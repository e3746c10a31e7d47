package io.zenem.jira.platform;

import java.util.List;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Leaves the check of a request's address to the API ({@code RequestHead}): Quarkus' own comes before every handler, and refuses
 * without a body. It reads this switch when its server is made, which is after configuration is read; where it came too early it
 * would go on refusing.
 */
public final class AddressCheckConfig implements ConfigSourceFactory {
    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (RunningApplication.isThis()) {
            System.setProperty(SWITCH, "true");
        }
        return List.of();
    }
}
