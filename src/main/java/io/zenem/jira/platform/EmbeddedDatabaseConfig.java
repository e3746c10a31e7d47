package io.zenem.jira.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the datasource an embedded PostgreSQL when nobody configured {@code quarkus.datasource.jdbc.url}.
 *
 * <p>It acts only in a running application: the same factory is also asked during the build and by Maven's own class
 * loaders, where a server would be started for nothing.
 */
public final class EmbeddedDatabaseConfig implements ConfigSourceFactory {
    private static final String URL = "quarkus.datasource.jdbc.url";
    /** Below application.properties (250), so that anything an operator says wins. */
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!RunningApplication.isThis() || configured(context, URL).isPresent()) {
            return List.of();
        }
        boolean test = context.getProfiles().contains("test");
        Path folder = Path.of(configured(context, "connector.data-dir").orElse("data"));
        Map<String, String> values = Map.of(
                URL,
                EmbeddedDatabase.url(folder.toAbsolutePath().normalize(), test),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
        return List.of(new PropertiesConfigSource(values, "embedded PostgreSQL", ORDINAL));
    }

    private static Optional<String> configured(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
    }
}
