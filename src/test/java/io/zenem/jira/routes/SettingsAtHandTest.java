package io.zenem.jira.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A setting that Camel has to look for costs a thousand times what one costs that lies at hand. */
@QuarkusTest
class SettingsAtHandTest {
    private static final Path STATEMENTS = Path.of("src/main/resources/sql");
    private static final Pattern SETTING = Pattern.compile("properties:([a-z.-]+)");

    @Inject
    CamelContext camel;

    @Test
    void everySettingOfAStatementIsAtHand() throws IOException {
        List<Object> asked;
        try (Stream<Path> files = Files.walk(STATEMENTS)) {
            asked = files.filter(Files::isRegularFile)
                    .flatMap(SettingsAtHandTest::settings)
                    .distinct()
                    .toList();
        }
        assertThat(asked).isNotEmpty();
        assertThat(((PropertiesComponent) camel.getPropertiesComponent())
                        .getOverrideProperties()
                        .keySet())
                .containsAll(asked);
    }

    private static Stream<Object> settings(Path file) {
        try {
            return SETTING.matcher(Files.readString(file)).results().<Object>map(found -> found.group(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
