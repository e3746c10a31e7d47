-- user-discovery-match: a site's users came in at once; plans that were made for the few that were there before are forgotten.
analyze jira.jira_user, jira.zenem_user
