/**
 * The demo Jira site, Cloud or Data Center: one process, no files, no database. It is as strict as Jira is known to be, and
 * where Jira's behaviour is not known it takes the reading that is harder for a client.
 *
 * <p>A request passes {@link io.zenem.jirasim.Gate} (who asks, what fails, how long it takes) to one of the {@code
 * *Api} classes. All state is in {@link io.zenem.jirasim.Site} behind one lock; an {@link
 * io.zenem.jirasim.Issue} is one immutable state of an issue, which is how {@link
 * io.zenem.jirasim.SearchIndex} can lag behind. Changes go through {@link io.zenem.jirasim.DemoSite}, from
 * tests directly and from people through {@link io.zenem.jirasim.ControlApi}.
 *
 * <p>JQL: AND, OR, NOT and parentheses over project, issuetype, status, statusCategory, priority, resolution,
 * assignee, reporter, creator, sprint, fixVersion, component, labels, id and key, parent, created, updated, resolved,
 * due, summary (only {@code ~}) and custom fields by name or {@code cf[n]}; the functions currentUser, openSprints,
 * closedSprints, futureSprints, now, startOfDay and endOfDay; ORDER BY. History (WAS, CHANGED) is not there.
 *
 * <p>As Data Center it is a Jira 9.12 with {@link io.zenem.jirasim.DataCenterApi}: version 2 of the API alone, a personal
 * access token, people with name and key, epic links, sprints as text. Where nothing certain is known of it, it gives less
 * than it might: no signature's mark and no identifier of a delivery, no repetition, no event of an archived project.
 *
 * <p>Not simulated: worklogs, links, attachments, issue security, writing through Jira's own
 * REST API, and the rate limits themselves (429s come from {@link
 * io.zenem.jirasim.DemoFaults}).
 */
package io.zenem.jirasim;
