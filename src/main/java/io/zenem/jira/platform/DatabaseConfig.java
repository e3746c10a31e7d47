package io.zenem.jira.platform;

import java.util.List;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gives the datasource an embedded PostgreSQL where that is wanted and {@code quarkus.datasource.jdbc.url} names no other; in production it
 * waits for one that is named.
 *
 * <p>It acts only in a running application: the same factory is also asked during the build and by Maven's own class
 * loaders, where a server would be started for nothing.
 */
public final class DatabaseConfig implements ConfigSourceFactory {
    /** Below application.properties (250), so that anything an operator says wins. */
    private static final int ORDINAL = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (!RunningApplication.isThis()) {
            return List.of();
        }
        Settings settings = new Settings(context);
        if (settings.value("quarkus.datasource.jdbc.url").isPresent()) {
            if (settings.production()) {
                DatabaseCheck.await(settings);
            }
            return List.of();
        }
        if (settings.value("connector.embedded-database").filter("true"::equals).isEmpty()) {
            NotStarted.because(
                    "no database is named; set QUARKUS_DATASOURCE_JDBC_URL (jdbc:postgresql://host/database),"
                            + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD, or CONNECTOR_EMBEDDED_DATABASE=true for"
                            + " the embedded PostgreSQL of a single instance.");
        }
        return List.of(new PropertiesConfigSource(
                EmbeddedDatabase.datasource(
                        settings.dataFolder().toAbsolutePath().normalize(), settings.test()),
                "embedded PostgreSQL",
                ORDINAL));
    }
}
