package io.zenem.jira.mapping;

import io.zenem.jira.work.ZenemEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetCatalogueTest {
    @Test
    void hasTheTargetsOfTheContract() {
        assertThat(TargetCatalogue.names(ZenemEntity.PROJECT))
                .containsExactlyInAnyOrder(
                        "name",
                        "description",
                        "status",
                        "priority",
                        "type",
                        "owner",
                        "startDate",
                        "dueDate",
                        "createdAt",
                        "updatedAt",
                        "resolvedAt",
                        "labels",
                        "components",
                        "parent");
        assertThat(TargetCatalogue.names(ZenemEntity.STORY))
                .containsExactlyInAnyOrder(
                        "title",
                        "description",
                        "status",
                        "priority",
                        "type",
                        "assignee",
                        "reporter",
                        "storyPoints",
                        "startDate",
                        "dueDate",
                        "createdAt",
                        "updatedAt",
                        "resolvedAt",
                        "labels",
                        "components",
                        "parent",
                        "sprints",
                        "releases");
    }

    @ParameterizedTest
    @CsvSource({
        "attributes.team, true",
        "attributes.T_1, true",
        "attributes., false",
        "attributes.1a, false",
        "attributes.a-b, false",
        "attributes.a.b, false",
        "team, false",
    })
    void knowsAttributesByTheirName(String target, boolean expected) {
        assertThat(TargetCatalogue.attribute(target)).isEqualTo(expected);
    }
}
