package io.zenem.jira.job;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CensusTest {
    @ParameterizedTest
    @CsvSource({
        "10, 0, 1",
        "10, 4999, 1",
        "10, 5000, 2",
        "10, 12000, 3",
        "10, 3000000, 4",
        "2, 3000000, 2",
        "0, 3000000, 0"
    })
    void aWalkForEachPageThatIsToBeExpectedButNoMoreThanFour(int projects, long copied, int walks) {
        List<String> keys = IntStream.range(0, projects).mapToObj(i -> "P" + i).toList();
        List<List<String>> groups = Census.groups(keys, copied);
        assertThat(groups).hasSize(walks).noneMatch(List::isEmpty);
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(keys);
    }
}
