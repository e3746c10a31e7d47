// Is the copy fresh and complete? What needs somebody, with what repairs it; then the numbers.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post, put, type Page } from '../api';
import '../chart';
import { ago, at, dayAndTime, number, parse, percent, relativeText } from '../format';
import { m } from '../messages';
import { link } from '../router';
import type { Attention, JobSummary, Overview as Answer, Settings, WebhookStatus } from '../types';
import { card, DataView, facts, notify } from '../view';
import './coverage';
import { fetched, jobState } from './parts';

interface Loaded {
  overview: Answer;
  webhook: WebhookStatus;
  settings: Settings;
  jobs: JobSummary[];
}

/** Where an entry is looked at whose action shows something, or needs what only a person knows. */
const TABS: Record<string, string> = {
  NO_SCOPE: 'scope',
  NO_MAPPING: 'mapping',
  FIELDS_VANISHED: 'mapping',
  ENUM_UNMAPPED: 'mapping',
  AUTHORIZATION_NEEDED: 'settings',
  CREDENTIALS_REFUSED: 'settings',
  CREDENTIALS_END: 'settings',
  JIRA_UNREACHABLE: 'health',
  INBOX_GROWS: 'health',
  OUTBOX_GROWS: 'logs',
  DELETIONS_WAIT: 'sync',
  JOB_FAILED: 'sync',
  LISTS_INCOMPLETE: 'sync',
  DEAD_LETTERS: 'logs?show=dead',
  USERS_UNMATCHED: 'users',
};

class Overview extends DataView<Loaded> {
  protected async load(): Promise<Loaded> {
    const [overview, webhook, settings, jobs] = await Promise.all([
      get<Answer>(of(this.connector, 'overview')),
      get<WebhookStatus>(of(this.connector, 'webhooks/status')),
      get<Settings>(of(this.connector, 'settings')),
      get<Page<JobSummary>>(of(this.connector, 'sync/jobs'), { size: 5 }),
    ]);
    return { overview, webhook, settings, jobs: jobs.content };
  }

  protected override every(data: Loaded): number {
    return data.jobs.some((job) => job.status === 'RUNNING' || job.status === 'QUEUED') ? 2_000 : 8_000;
  }

  protected content(data: Loaded): TemplateResult {
    const { attention, counts, inbox, changes } = data.overview;
    return html`
      <div class="figures">
        ${figure(m.overview.fresh, ago(data.webhook.lastEventAt), data.webhook.registered ? m.overview.lastEvent : m.overview.noEvents)}
        ${figure(m.overview.complete, percent(data.webhook.completeness7d), m.overview.completeness)}
        ${figure(m.overview.proved, ago(data.overview.provenAt), m.overview.lastReconcile)}
        ${figure(m.overview.waiting, number(inbox.pending), inbox.oldestAt ? html`${m.overview.oldest} ${ago(inbox.oldestAt)}` : m.overview.nothingWaits)}
      </div>
      ${card(
        m.overview.attention,
        attention.length === 0
          ? html`<p class="all-well"><span class="dot good" aria-hidden="true"></span>${m.overview.allWell}</p>`
          : html`<ul class="attention">
              ${attention.map((one) => this.entry(one))}
            </ul>`,
      )}
      <zenem-coverage .connector=${this.connector}></zenem-coverage>
      <div class="columns three">
        ${card(m.overview.drift, this.drift(data.overview), html`<a href=${link(this.connector, 'sync')}>${m.overview.allJobs}</a>`, 'wide')}
        ${card(
          m.overview.copy,
          html`${facts([
            [m.overview.stories, number(counts.stories)],
            [m.overview.projects, number(counts.projects)],
            [m.overview.releases, number(counts.releases)],
            [m.overview.sprints, number(counts.sprints)],
          ])}`,
          html`<a href=${link(this.connector, 'data')}>${m.overview.browse}</a>`,
        )}
        ${card(m.overview.today, facts([
          [m.overview.events24h, number(data.webhook.events24h)],
          [m.overview.applied24h, number(data.webhook.outcomes24h['applied'])],
          [m.overview.rejected24h, number(data.webhook.rejected24h)],
          [m.overview.outbox, number(changes.pending)],
        ]))}
        ${card(m.overview.lastJob, this.lastJob(data.jobs[0]), html`<a href=${link(this.connector, 'sync')}>${m.tabs.sync}</a>`)}
        ${card(m.overview.next, this.next(data.settings), html`<a href=${link(this.connector, 'settings')}>${m.overview.schedules}</a>`)}
      </div>
    `;
  }

  private entry(one: Attention): TemplateResult {
    const kind = one.severity === 'error' ? 'bad' : one.severity === 'warning' ? 'warn' : 'plain';
    const label = m.attention[one.code] ?? m.attention['']!;
    const tab = TABS[one.code];
    return html`<li class=${kind}>
      <span class=${`dot ${kind}`} aria-hidden="true"></span>
      <p><span class="sr">${kind === 'bad' ? m.overview.urgent : kind === 'warn' ? m.overview.soon : m.overview.later}: </span>${one.message}</p>
      ${tab === undefined ? this.button(`repair-${one.code}`, label, () => this.repair(one)) : html`<a class="button" href=${link(this.connector, tab)}>${label}</a>`}
    </li>`;
  }

  private drift({ drift }: Answer): TemplateResult {
    if (drift.length === 0) {
      return html`<p class="muted">${m.overview.noReconcile}</p>`;
    }
    const series = (['missed', 'stale', 'deleted'] as const).map((kind, i) => ({
      name: m.drift[kind],
      color: (['info', 'warn', 'bad'] as const)[i]!,
      values: drift.map((run) => run[kind]),
    }));
    if (drift.every((run) => run.missed + run.stale + run.deleted === 0)) {
      return html`<p class="all-well"><span class="dot good" aria-hidden="true"></span>${m.overview.noDrift(drift.length)}</p>`;
    }
    return html`<p class="about">${m.overview.driftText}</p>
      <zenem-chart .label=${m.overview.drift} .kind=${'bar'} .categories=${drift.map((run) => dayAndTime(run.finishedAt))} .series=${series}></zenem-chart>`;
  }

  private lastJob(job: JobSummary | undefined): TemplateResult {
    return job === undefined
      ? html`<p class="muted">${m.overview.noJob}</p>`
      : html`<p>${m.jobs.kinds[job.kind] ?? job.kind} ${jobState(job)}</p>
          ${job.status === 'RUNNING' ? html`<progress aria-label=${job.jobId}></progress>` : nothing}
          ${facts([[m.sync.began, ago(job.startedAt ?? job.createdAt)], [m.sync.fetched, number(fetched(job))], [m.sync.written, number(job.progress.upserts)]])}`;
  }

  private next(settings: Settings): TemplateResult {
    const fires = [...settings.nextWeekdayFires, ...settings.nextWeekendFires].sort().slice(0, 4);
    return fires.length === 0
      ? html`<p class="muted">${m.overview.noSchedule}</p>`
      : html`<ol class="plain">${fires.map((fire) => html`<li>${at(fire)} <span class="muted">${relativeText(parse(fire))}</span></li>`)}</ol>`;
  }

  private async repair({ code, action }: Attention): Promise<void> {
    if (await this.run(`repair-${code}`, () => (action.method === 'PUT' ? put(action.path, action.body) : post(action.path, action.body ?? {})))) {
      notify(m.done);
      await this.refresh();
    }
  }
}

const figure = (title: string, what: unknown, about: unknown): TemplateResult =>
  html`<div class="figure"><h2>${title}</h2><p class="what">${what}</p><p class="about">${about ?? nothing}</p></div>`;

customElements.define('zenem-overview', Overview);
