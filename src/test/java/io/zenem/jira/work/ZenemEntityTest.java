package io.zenem.jira.work;

import java.util.OptionalInt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ZenemEntityTest {
    @ParameterizedTest
    @CsvSource({
        "1, false, Epic, PROJECT",
        "1, false, Großprojekt, PROJECT",
        "0, false, Epic, STORY",
        "-1, true, Sub-task, STORY",
        "2, false, Initiative, STORY",
        ", false, Epic, PROJECT",
        ", false, ' epic ', PROJECT",
        ", true, Epic, STORY",
        ", false, Story, STORY",
    })
    void onlyTheEpicLevelIsAProject(Integer level, boolean subtask, String name, ZenemEntity expected) {
        OptionalInt hierarchyLevel = level == null ? OptionalInt.empty() : OptionalInt.of(level);
        assertThat(ZenemEntity.of(hierarchyLevel, subtask, name)).isEqualTo(expected);
    }
}
