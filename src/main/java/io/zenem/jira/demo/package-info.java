/**
 * The demo Jira Cloud site: one process, no files, no database. It is as strict as Jira is known to be, and where
 * Jira's behaviour is not known it takes the reading that is harder for a client.
 *
 * <p>A request passes {@link io.zenem.jira.demo.Gate} (who asks, what fails, how long it takes) to one of the {@code
 * *Api} classes. All state is in {@link io.zenem.jira.demo.Site} behind one lock; an {@link
 * io.zenem.jira.demo.Issue} is one immutable state of an issue, which is how {@link
 * io.zenem.jira.demo.SearchIndex} can lag behind. Changes go through {@link io.zenem.jira.demo.DemoSite}, from
 * tests directly and from people through {@link io.zenem.jira.demo.ControlApi}.
 *
 * <p>JQL: AND, OR, NOT and parentheses over project, issuetype, status, statusCategory, priority, resolution,
 * assignee, reporter, creator, sprint, fixVersion, component, labels, id and key, parent, created, updated, resolved,
 * due, summary (only {@code ~}) and custom fields by name or {@code cf[n]}; the functions currentUser, openSprints,
 * closedSprints, futureSprints, now, startOfDay and endOfDay; ORDER BY. History (WAS, CHANGED) is not there.
 *
 * <p>Not simulated: changelogs over REST, worklogs, links, attachments, issue security, writing through Jira's own
 * REST API, Data Center, and the rate limits themselves (429s come from {@link
 * io.zenem.jira.demo.DemoFaults}).
 */
package io.zenem.jira.demo;
