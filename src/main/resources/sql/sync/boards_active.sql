-- active-points: the boards that own an active sprint.
select distinct board_id as id from jira.sprint where connector_id = :#${variable.connectorId}::text and state = 'active' order by board_id
