-- field-sweep: samples are kept no longer than they may be shown.
delete from jira.field_sample where expires_at <= now()
