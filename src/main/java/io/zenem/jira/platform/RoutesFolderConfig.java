package io.zenem.jira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Makes the folder of external routes before Camel looks for it: Camel does not start when a folder it watches is missing. */
public final class RoutesFolderConfig implements ConfigSourceFactory {
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue folder = context.getValue("connector.routes-dir");
        if (RunningApplication.isThis() && folder != null && folder.getValue() != null) {
            try {
                Files.createDirectories(Path.of(folder.getValue()));
            } catch (IOException e) {
                throw new UncheckedIOException("The folder connector.routes-dir cannot be made", e);
            }
        }
        return List.of();
    }
}
