package io.zenem.jira.platform;

import java.util.List;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches off, for the whole JVM, Quarkus' check of a request's address, which comes before every handler and refuses without a body; the
 * API's {@code RequestHead} checks instead, and does not start without this. It gives no configuration, and is a source of it only to come at
 * the right moment: Quarkus reads the switch once, when it makes its server, right after configuration.
 */
public final class AddressCheckOff implements ConfigSourceFactory {
    private static final String SWITCH = "vertx.disableURIValidation";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (RunningApplication.isThis()) {
            System.setProperty(SWITCH, "true");
        }
        return List.of();
    }
}
