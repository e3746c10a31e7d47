-- job-index-wait: notes how late Jira's index was, or was at most.
select jira.add_metrics(:#${variable.connectorId}::text, now(),
    array[:#${body.measure}::text || '.' || jira.span_class(make_interval(secs => :#${body.lagMillis}::bigint / 1000.0))],
    array[1]::bigint[]) as added
