package io.zenem.jira.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A folder that has files when the service starts: one that replaces, one beside, one that is wrong and one that cannot be started. */
@QuarkusTest
@TestProfile(ExternalRoutesStartProfileTest.WithFiles.class)
class ExternalRoutesStartProfileTest {
    @Inject
    CamelContext camel;

    /** A folder of its own, which is not watched. */
    public static class WithFiles implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createDirectories(Path.of("target", "start-routes"));
                put(
                        folder,
                        "entity-changed",
                        ExternalRoutesTest.route("entity-changed", "", "direct:entity-changed", "to: direct:mine"));
                put(folder, "mine", ExternalRoutesTest.route("mine", "", "direct:mine", "log: {message: mine}"));
                put(
                        folder,
                        "housekeeping",
                        ExternalRoutesTest.route("housekeeping", "", "timer:x", "to: nobody:knows"));
                put(
                        folder,
                        "never",
                        ExternalRoutesTest.route("never", "", "quartz:never?cron=no+cron", "log: {message: mine}"));
                Path unreadable = folder.resolve("unreadable.camel.yaml");
                Files.deleteIfExists(unreadable);
                Files.createSymbolicLink(unreadable, unreadable.getFileName());
                return Map.of("connector.routes-dir", folder.toString(), "connector.routes-reload", "false");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void put(Path folder, String name, String text) throws IOException {
            Files.writeString(folder.resolve(name + ".camel.yaml"), text);
        }
    }

    @Test
    void whatHoldsReplacesAndWhatDoesNotIsRefused() {
        assertThat(camel.getRoute("entity-changed").getDescription()).isEqualTo("Mine.");
        assertThat(camel.getRoute("mine").getDescription()).isEqualTo("Mine.");
        assertThat(camel.getRoute("housekeeping").getDescription()).startsWith("Every hour");
        assertThat(camel.getRouteController().getRouteStatus("housekeeping").isStarted())
                .isTrue();
        assertThat(camel.getRoute("never")).isNull();
        assertThat(RoutesFolder.readiness().path("status").asText()).isEqualTo("UP");
        assertThat(RoutesFolder.readiness().at("/data/housekeeping.camel.yaml").asText())
                .isEqualTo("line 8: there is no component nobody");
        assertThat(RoutesFolder.readiness().at("/data/unreadable.camel.yaml").asText())
                .startsWith("it cannot be read: ");
        assertThat(RoutesFolder.readiness().at("/data/never.camel.yaml").asText())
                .isNotEmpty();
    }
}
