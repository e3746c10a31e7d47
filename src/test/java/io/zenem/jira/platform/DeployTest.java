package io.zenem.jira.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** What the files for Compose and Kubernetes name is there; where there is neither, this is all that can be shown of them. */
@QuarkusTest
class DeployTest {
    private static final Path KUBERNETES = Path.of("deploy", "kubernetes");
    private static final Pattern PROPERTY =
            Pattern.compile("`([a-z]+(?:[.-][a-z]+)+)`|^(?:%\\w+\\.)?([a-z][\\w.-]+)=", Pattern.MULTILINE);

    @Test
    void everyVariableIsAPropertyOfTheService() throws IOException {
        assertThat(variables()).hasSizeGreaterThanOrEqualTo(10).isSubsetOf(properties());
    }

    @Test
    void everyProbeAnswers() throws IOException, InterruptedException {
        List<String> probes = deployment().findValues("httpGet").stream()
                .map(probe -> probe.path("path").asText())
                .toList();
        assertThat(probes).hasSize(3).doesNotHaveDuplicates();
        for (String path : probes) {
            HttpRequest probe =
                    HttpRequest.newBuilder(URI.create(Service.url() + path)).build();
            assertThat(HttpClient.newHttpClient()
                            .send(probe, BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void everyFileOfTheKustomizationIsThere() throws IOException {
        JsonNode kustomization = yaml(KUBERNETES.resolve("kustomization.yaml"));
        assertThat(texts(kustomization.path("resources"))).hasSizeGreaterThan(3).allSatisfy(file -> assertThat(
                        yaml(KUBERNETES.resolve(file)).path("kind").asText())
                .isNotEmpty());
        assertThat(kustomization.findValue("newTag").asText()).isEqualTo(pom("version"));
    }

    @Test
    void itIsTheImageThatTheBuildMakesAndNobodysUser() throws IOException {
        String image = pom("image.name") + ":" + pom("version");
        assertThat(compose().path("services").path("service").path("image").asText())
                .contains(image);
        String user = pom("user").split(":", 2)[0];
        assertThat(deployment().findValue("runAsUser").asText()).isEqualTo(user);
        assertThat(compose().path("services").path("service").path("read_only").asBoolean())
                .isTrue();
        assertThat(texts(compose().path("services").path("service").path("tmpfs")))
                .containsExactly("/tmp");
        assertThat(deployment().findValue("readOnlyRootFilesystem").asBoolean()).isTrue();
    }

    @Test
    void theDemoSiteStartsByAClassThatIsThere() throws IOException {
        assertThat(texts(compose().path("services").path("demo").path("entrypoint")))
                .contains("io.zenem.jirasim.DemoMain");
        assertThat(Path.of("src/demo/java/io/zenem/jirasim/DemoMain.java")).exists();
    }

    private static Set<String> variables() throws IOException {
        Stream<String> compose = keys(compose().path("services").path("service").path("environment"));
        Stream<String> settings =
                Files.readAllLines(KUBERNETES.resolve("settings.env")).stream().map(line -> line.split("=", 2)[0]);
        Stream<String> pods = deployment().findValues("env").stream()
                .flatMap(variables -> variables.findValuesAsText("name").stream())
                .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)));
        return Stream.of(compose, settings, pods).flatMap(names -> names).collect(Collectors.toSet());
    }

    /** As variables: what is declared or documented, or has a value. */
    private static Set<String> properties() throws IOException {
        String texts = Files.readString(Path.of("README.md"))
                + "\n"
                + Files.readString(Path.of("src/main/resources/application.properties"));
        return Stream.concat(
                        PROPERTY.matcher(texts)
                                .results()
                                .map((MatchResult found) -> found.group(1) == null ? found.group(2) : found.group(1)),
                        StreamSupport.stream(
                                ConfigProvider.getConfig().getPropertyNames().spliterator(), false))
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.toSet());
    }

    private static JsonNode compose() throws IOException {
        return yaml(Path.of("deploy", "compose.yaml"));
    }

    private static JsonNode deployment() throws IOException {
        return yaml(KUBERNETES.resolve("deployment.yaml"));
    }

    private static String pom(String element) throws IOException {
        Matcher value = Pattern.compile("<" + element + ">([^<]+)</").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(value.find()).as(element).isTrue();
        return value.group(1);
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new JsonMapper()
                .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    private static Stream<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
