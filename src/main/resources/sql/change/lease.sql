-- change-carry, change-batch: takes or keeps the right to carry changes out; no row while another instance has it.
update jira.outbox_lease set owner = :#${variable.instance}::text, lease_until = now() + interval '30 seconds'
where owner = :#${variable.instance}::text or lease_until < now()
returning owner
