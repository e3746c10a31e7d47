-- sprint-points-active: the boards that own an active sprint.
select distinct board_id as id from jira.sprint where connector_id = :#${variable.connectorId}::text and state = 'active'
  and not exists (select from jira.job j where j.connector_id = sprint.connector_id and j.id = :#${variable.job.id}::text
                  and j.context -> 'gone' -> 'boards' @> to_jsonb(board_id)) order by board_id
