package io.zenem.jira.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.work.ZenemEntity;

/**
 * A Jira issue as its Zenem entity.
 *
 * @param updated Jira's own time of the last change, which some answers lack
 * @param fields the mapped targets by name, those without a value as null (arrays as {@code []}), attributes nested
 *     under {@code attributes}; as stored and as served
 * @param users those that mapped targets name, each once
 */
public record MappedIssue(
        long jiraId,
        String jiraKey,
        ZenemEntity entity,
        long projectId,
        String projectKey,
        String issueTypeName,
        Optional<Instant> updated,
        ObjectNode fields,
        List<SeenUser> users,
        List<EnumWarning> enumWarnings,
        List<ValueWarning> valueWarnings) {}
