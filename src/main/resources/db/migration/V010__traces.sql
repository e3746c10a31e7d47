-- The context of a trace stands with the delivery and with the change that it wrote, so that whichever instance goes on, goes on in its trace.
alter table jira.delivery add column traceparent text;
comment on column jira.delivery.traceparent is 'The W3C context of the span in which it was received or asked for; null where tracing is off.';

alter table jira.entity_change add column traceparent text;
comment on column jira.entity_change.traceparent is 'The W3C context of the span in which a delivery wrote it; null for what a job wrote, and where tracing is off.';
