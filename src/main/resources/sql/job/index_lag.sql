-- job-index-wait: notes how late Jira's index was.
select jira.add_metrics(:#${variable.connectorId}::text, now(),
    array['lag.' || jira.span_class(make_interval(secs => :#${variable.indexLook.lagMillis}::bigint / 1000.0))], array[1]::bigint[]) as added
