-- connector-delete: removes a connector; with keep its copy stays readable in the views, without credentials and settings.
with kept as (
    update jira.connector set deleted_at = now(), credentials = null, auth_public = '{}'
    where id = :#${variable.connectorId}::text and :#${body}::text = 'keep'
    returning id
), unscheduled as (
    delete from jira.settings where connector_id in (select id from kept)
), unhooked as (
    delete from jira.webhook where connector_id in (select id from kept)
), revoked as (
    delete from jira.oauth where connector_id in (select id from kept)
), uncounted as (
    delete from jira.points_due where connector_id in (select id from kept)
), unread as (
    delete from jira.delivery where connector_id in (select id from kept)
), unheld as (
    -- an inbox that waits for Jira is leased to nobody; the next connector of this name has its own
    delete from jira.lease where name = 'inbox:' || :#${variable.connectorId}::text and owner = ''
)
delete from jira.connector where id = :#${variable.connectorId}::text and :#${body}::text = 'purge'
