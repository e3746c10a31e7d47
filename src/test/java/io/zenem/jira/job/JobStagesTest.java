package io.zenem.jira.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A stage that no route leads on would be skipped in silence. */
class JobStagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"backfill", "reconcile", "versions", "sprints", "replay", "discover-users"})
    void eachStageLeadsToARoute(String kind) throws IOException {
        JobRun job = new JobRun(
                "acme",
                kind + "_001",
                kind,
                JobPlan.first(kind),
                new JsonMapper()
                        .readTree("{\"entities\": [\"epic\", \"issue\", \"version\", \"sprint\"], \"windowDays\": 7}"),
                1,
                Instant.EPOCH,
                false,
                false,
                false);
        String stages = Files.readString(Path.of("src", "main", "resources", "routes", "job-stage.camel.yaml"));
        assertThat(JobPlan.stages(job)).allSatisfy(stage -> assertThat(stages)
                .containsPattern("job\\.stage} (==|in) '([\\w,-]+,)?" + stage + "(,[\\w,-]+)?'"));
    }
}
