// Jobs: start one with its parameters, follow it, stop it, decide about deletions that it holds back; what ran before; sprints.
import { html, nothing, type TemplateResult } from 'lit';
import { get, maybe, of, post, type Page } from '../api';
import { ago, at, between, code, number, parse, percent, span } from '../format';
import { m } from '../messages';
import { link } from '../router';
import { session } from '../session';
import type { Forecast, Incomplete, JobStatus, JobSummary, Sprint } from '../types';
import { ask, card, DataView, empty, facts, field, notify, pill, scroll } from '../view';
import './ledger';
import { fetched, jobState as state, list, pager } from './parts';

interface Loaded {
  active: JobStatus[];
  held: JobStatus[];
  page: Page<JobSummary>;
  sprints: Sprint[];
}

type Kind = 'reconcile' | 'backfill' | 'versions' | 'sprints' | 'snapshot';
const ENTITIES = ['epic', 'issue', 'version', 'sprint'];

class Sync extends DataView<Loaded> {
  private kind: Kind = 'reconcile';
  private period = 'scope';
  private readonly form: Record<string, string> = { windowDays: '', daysBack: '30', from: '', to: '', jql: '', projects: '', boards: '' };
  private entities = new Set(ENTITIES);
  private closed = false;
  private allSprints = false;
  private page = 0;
  private opened: string | null = null;
  private sprint: number | null = null;
  private forecast: Forecast | null = null;
  private detail: JobStatus | null = null;
  private speed = new Map<string, { fetched: number; at: number; rate: number }>();

  protected async load(): Promise<Loaded> {
    const [page, newest, sprints] = await Promise.all([
      get<Page<JobSummary>>(of(this.connector, 'sync/jobs'), { page: this.page, size: 15 }),
      get<Page<JobSummary>>(of(this.connector, 'sync/jobs'), { size: 50 }),
      maybe(get<Sprint[]>(of(this.connector, 'sprints'))),
    ]);
    const open = newest.content.filter((job) => ['QUEUED', 'RUNNING', 'NEEDS_CONFIRMATION'].includes(job.status));
    const details = await Promise.all(open.map((job) => get<JobStatus>(of(this.connector, 'sync/status'), { jobId: job.jobId })));
    details.forEach((job) => this.measure(job));
    return {
      active: details.filter((job) => job.status !== 'NEEDS_CONFIRMATION'),
      held: details.filter((job) => job.status === 'NEEDS_CONFIRMATION'),
      page,
      sprints: sprints ?? [],
    };
  }

  protected override every(data: Loaded): number {
    return data.active.length > 0 ? 1_500 : 6_000;
  }

  /** How fast a job goes, from what it had fetched when it was last looked at. */
  private measure(job: JobStatus): void {
    const before = this.speed.get(job.jobId);
    const now = Date.now();
    const fetched = job.progress.issuesFetched;
    const rate = before === undefined ? 0 : ((fetched - before.fetched) * 1000) / Math.max(1, now - before.at);
    this.speed.set(job.jobId, { fetched, at: now, rate: before === undefined || before.rate === 0 ? rate : before.rate * 0.6 + rate * 0.4 });
  }

  protected content({ active, held, page, sprints }: Loaded): TemplateResult {
    return html`
      ${held.map((job) => this.held(job))}
      <div class="columns">
        ${card(m.sync.start, this.starter())}
        ${card(m.sync.running, active.length === 0 ? html`<p><strong>${m.sync.idle}</strong></p><p class="about">${m.sync.idleText}</p>` : active.map((job) => this.running(job)))}
      </div>
      ${card(m.sync.history, this.history(page))} ${card(m.sync.sprints, this.sprints(sprints))}
    `;
  }

  // ---- start
  private starter(): TemplateResult {
    const off = !session.mayChange;
    const kinds: Kind[] = ['reconcile', 'backfill', 'versions', 'sprints', 'snapshot'];
    const counted = this.kind === 'reconcile' || this.kind === 'backfill';
    return html`<form @submit=${(e: Event) => (e.preventDefault(), this.start())} @input=${() => this.show(() => (this.forecast = null))}>
      <div class="segments" role="group" aria-label=${m.sync.kind}>
        ${kinds.map((kind) => html`<button type="button" aria-pressed=${kind === this.kind} @click=${() => this.show(() => ((this.kind = kind), (this.fieldErrors = {}), (this.forecast = null)))}>${m.jobs.kinds[kind]}</button>`)}
      </div>
      <p class="about">${m.sync.kindHints[this.kind]}</p>
      <fieldset ?disabled=${off} style="margin-top:.9rem">
        <legend class="sr">${m.jobs.kinds[this.kind]}</legend>
        ${this.parameters()}
      </fieldset>
      <div class="actions">
        ${this.button('start', m.sync.go(m.jobs.kinds[this.kind]!), () => this.start(), 'primary')}
        ${counted ? this.button('forecast', m.forecast.ask, () => this.estimate()) : nothing}
      </div>
      <div role="status">${this.forecast === null ? nothing : this.told(this.forecast)}</div>
    </form>`;
  }

  private async estimate(): Promise<void> {
    await this.run('forecast', async () => {
      this.forecast = await post<Forecast>(of(this.connector, 'sync/forecast'), { kind: this.kind, ...this.body() });
    });
  }

  private told(forecast: Forecast): TemplateResult {
    return html`<h3 style="margin-top:1rem">${m.forecast.title}</h3>
      ${facts([
        [m.forecast.issues, number(forecast.issues)],
        [m.forecast.requests, number(forecast.requests)],
        [m.forecast.seconds, span(forecast.seconds)],
        [m.forecast.likeLast, forecast.secondsLikeLast === null ? m.none : span(forecast.secondsLikeLast)],
        [m.forecast.budgets[forecast.budget.source] ?? forecast.budget.source, percent(forecast.shareOfHour)],
      ])}
      ${forecast.projects.length < 2
        ? nothing
        : scroll(
            m.forecast.projects,
            html`<table>
              <thead><tr><th scope="col">${m.forecast.project}</th><th scope="col" class="n">${m.forecast.issues}</th><th scope="col" class="n">${m.forecast.requests}</th></tr></thead>
              <tbody>${forecast.projects.map((one) => html`<tr><th scope="row">${one.projectKey}</th><td class="n">${number(one.issues)}</td><td class="n">${number(one.requests)}</td></tr>`)}</tbody>
            </table>`,
          )}
      ${forecast.uncountedProjects === 0 ? nothing : html`<p class="about">${m.forecast.more(forecast.uncountedProjects)}</p>`}`;
  }

  private parameters(): TemplateResult | TemplateResult[] {
    switch (this.kind) {
      case 'reconcile':
        return html`${this.text('windowDays', m.sync.window, m.sync.windowHint, 'number')} ${this.chooseEntities()} ${this.text('jql', m.sync.jql, m.sync.jqlHint)}`;
      case 'backfill':
        return html`${field(
          m.sync.period,
          (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => this.show(() => (this.period = (e.target as HTMLSelectElement).value))}>
            ${[['scope', m.sync.wholeScope], ['days', m.sync.byDays], ['dates', m.sync.byDates]].map(([value, text]) => html`<option value=${value!} .selected=${value === this.period}>${text}</option>`)}
          </select>`,
        )}
        ${this.period === 'days' ? this.text('daysBack', m.sync.days, '', 'number') : nothing}
        ${this.period === 'dates' ? html`<div class="grid2">${this.text('from', m.sync.from, '', 'date')}${this.text('to', m.sync.to, '', 'date')}</div>` : nothing}
        ${this.chooseEntities()}`;
      case 'versions':
        return this.text('projects', m.sync.projects, m.sync.projectsHint);
      case 'sprints':
        return html`${this.text('boards', m.sync.boards, m.sync.boardsHint)}
          <label class="check"><input type="checkbox" .checked=${this.closed} @change=${(e: Event) => (this.closed = (e.target as HTMLInputElement).checked)} />${m.sync.completed}</label>`;
      case 'snapshot':
        return [];
    }
  }

  private text(name: string, label: string, hint: string, type = 'text'): TemplateResult {
    return field(
      label,
      (id, about) => html`<input id=${id} type=${type} min="1" aria-describedby=${about} autocomplete="off" .value=${this.form[name]!} @input=${(e: InputEvent) => (this.form[name] = (e.target as HTMLInputElement).value)} />`,
      hint,
      this.fieldErrors[name] ?? '',
    );
  }

  private chooseEntities(): TemplateResult {
    return html`<fieldset>
      <legend>${m.sync.entities}</legend>
      <div class="checks">
        ${ENTITIES.map(
          (one) => html`<label><input type="checkbox" .checked=${this.entities.has(one)} @change=${(e: Event) => ((e.target as HTMLInputElement).checked ? this.entities.add(one) : this.entities.delete(one))} />${m.entities[one]}</label>`,
        )}
      </div>
      ${this.fieldErrors['entities'] ? html`<p class="about" role="alert" style="color:var(--bad)">${this.fieldErrors['entities']}</p>` : nothing}
    </fieldset>`;
  }

  private body(): Record<string, unknown> {
    const f = this.form;
    const text = (name: string): object => (f[name]!.trim() === '' ? {} : { [name]: f[name]!.trim() });
    const count = (name: string): object => (f[name]!.trim() === '' ? {} : { [name]: Number(f[name]) });
    switch (this.kind) {
      case 'reconcile':
        return { ...count('windowDays'), entities: [...this.entities], ...text('jql') };
      case 'backfill':
        return { ...(this.period === 'days' ? count('daysBack') : this.period === 'dates' ? { ...text('from'), ...text('to') } : {}), entities: [...this.entities] };
      case 'versions':
        return f['projects']!.trim() === '' ? {} : { projects: list(f['projects']!) };
      case 'sprints':
        return { ...(f['boards']!.trim() === '' ? {} : { boards: list(f['boards']!).map(Number) }), includeCompleted: this.closed };
      case 'snapshot':
        return {};
    }
  }

  private async start(): Promise<void> {
    await this.run('start', async () => {
      const { jobId, status } = await post<{ jobId: string; status: string }>(of(this.connector, this.kind === 'snapshot' ? 'changes' : 'sync', this.kind), this.body());
      notify(status === 'RUNNING' ? m.sync.same(jobId) : m.sync.started(jobId));
      await this.refresh();
    });
  }

  // ---- running
  private running(job: JobStatus): TemplateResult {
    const rate = this.speed.get(job.jobId)?.rate ?? 0;
    const { issuesFetched, entitiesSent = 0, entities = 0 } = job.progress;
    const [done, all] = job.kind === 'snapshot' ? [entitiesSent, entities] : job.stage === 'issues' ? [issuesFetched, job.progress.issuesExpected ?? 0] : [0, 0];
    return html`<article aria-label=${job.jobId} style="margin-bottom:1rem">
      <p style="display:flex;gap:.6rem;align-items:center;flex-wrap:wrap"><strong>${m.jobs.kinds[job.kind] ?? job.kind}</strong> ${code(job.jobId)} ${state(job)}</p>
      ${job.status === 'RUNNING' ? html`<progress aria-label=${job.jobId} max=${all > 0 ? all : nothing} value=${all > 0 ? Math.min(done, all) : nothing}></progress>` : nothing}
      ${job.waiting === null ? nothing : html`<p class="notice warn">${job.waiting}</p>`}
      ${facts([
        [m.sync.stage, m.sync.stages[job.stage] ?? job.stage],
        ...(job.kind === 'snapshot'
          ? [[m.sync.sent, m.sync.doneOf(number(entitiesSent), number(entities))] as [string, unknown]]
          : [[m.sync.fetched, all > 0 ? m.sync.doneOf(number(done), number(all)) : number(fetched(job))] as [string, unknown], [m.sync.written, number(job.progress.upserts)] as [string, unknown]]),
        ...(rate >= 0.5 ? [[m.sync.rate, m.sync.perSecond(number(Math.round(rate)))] as [string, unknown]] : []),
        ...(rate >= 0.5 && job.kind !== 'snapshot' && all > done ? [[m.sync.left, m.sync.about(span((all - done) / rate))] as [string, unknown]] : []),
        [m.sync.took, between(job.startedAt, job.finishedAt)],
      ])}
      <div class="actions">${this.button(`cancel-${job.jobId}`, m.sync.stop, () => this.cancel(job))}</div>
    </article>`;
  }

  private async cancel(job: JobSummary): Promise<void> {
    await this.run(`cancel-${job.jobId}`, async () => {
      const { status } = await post<{ status: string }>(of(this.connector, 'sync/jobs', job.jobId, 'cancel'));
      notify(status === 'RUNNING' ? m.sync.stopping : m.done);
      await this.refresh();
    });
  }

  // ---- held deletions
  private held(job: JobStatus): TemplateResult {
    const n = job.pendingDeletions ?? 0;
    return card(
      m.sync.heldTitle,
      html`<p>${m.sync.held(n)}</p>
        ${job.lastError === null ? nothing : html`<p class="notice warn" style="margin-top:.8rem">${job.lastError}</p>`}
        <zenem-removals .connector=${this.connector} .job=${job.jobId}></zenem-removals>
        <div class="actions">
          ${this.button(`confirm-${job.jobId}`, m.sync.confirm, () => this.confirm(job, n), 'danger')} ${this.button(`cancel-${job.jobId}`, m.sync.refuse, () => this.cancel(job))}
          <a href=${`${link(this.connector, 'logs')}?jobId=${encodeURIComponent(job.jobId)}`}>${m.sync.log}</a>
        </div>`,
      html`${code(job.jobId)} ${state(job)}`,
    );
  }

  private async confirm(job: JobStatus, n: number): Promise<void> {
    if (await ask({ title: m.sync.confirmTitle, text: m.sync.confirmText(n), confirm: m.sync.confirm, danger: true })) {
      await this.run(`confirm-${job.jobId}`, async () => {
        await post(of(this.connector, 'sync/jobs', job.jobId, 'confirm'));
        notify(m.sync.started(job.jobId));
        await this.refresh();
      });
    }
  }

  // ---- history
  private history(page: Page<JobSummary>): TemplateResult {
    if (page.totalElements === 0) {
      return empty(m.sync.noJobs, m.sync.noJobsText);
    }
    return html`${scroll(
      m.sync.history,
      html`<table>
        <thead>
          <tr>
            <th scope="col">${m.sync.job}</th><th scope="col">${m.sync.state}</th><th scope="col">${m.sync.began}</th><th scope="col">${m.sync.took}</th>
            <th scope="col" class="n">${m.sync.fetched}</th><th scope="col" class="n">${m.sync.written}</th><th scope="col">${m.sync.found}</th>
          </tr>
        </thead>
        <tbody>${page.content.map((job) => this.row(job))}</tbody>
      </table>`,
    )}
    ${pager(page, (to) => ((this.page = to), void this.refresh()))}`;
  }

  private row(job: JobSummary): TemplateResult {
    const open = this.opened === job.jobId;
    const { missed, stale, deleted } = job.drift;
    return html`<tr class=${open ? 'open' : ''}>
        <th scope="row"><button type="button" class="link" aria-expanded=${open} @click=${() => this.open(job.jobId)}>${job.jobId}</button></th>
        <td>${state(job)}</td>
        <td>${ago(job.startedAt ?? job.createdAt)}</td>
        <td>${between(job.startedAt, job.finishedAt)}</td>
        <td class="n">${number(fetched(job))}</td>
        <td class="n">${number(job.progress.upserts)}</td>
        <td>${missed + stale + deleted === 0 ? m.none : [[missed, m.drift.missed], [stale, m.drift.stale], [deleted, m.drift.deleted]].filter(([n]) => n !== 0).map(([n, t]) => `${n} ${String(t).toLowerCase()}`).join(', ')}</td>
      </tr>
      ${open ? html`<tr class="more"><td colspan="7">${this.inside(job)}</td></tr>` : nothing}`;
  }

  private inside(job: JobSummary): TemplateResult {
    const more = this.detail?.jobId === job.jobId ? this.detail : null;
    return html`<div class="inside">
      <p>${m.jobs.kinds[job.kind] ?? job.kind} ${m.sync.by(m.jobs.triggers[job.trigger] ?? job.trigger)}, ${at(job.createdAt, true)}</p>
      ${job.lastError === null ? nothing : html`<p class="notice bad" style="margin:0">${job.lastError}</p>`}
      ${job.incomplete.length === 0 ? nothing : html`<div><h3>${m.sync.incomplete}</h3><ul style="padding-left:1.2rem">${job.incomplete.map((one) => html`<li>${m.sync.incompleteOne(left(one), String(one.httpStatus ?? m.none))}</li>`)}</ul></div>`}
      ${more === null ? nothing : facts([[m.sync.conflicts, number(more.conflicts)], [m.sync.dead, number(more.deadLetters)], [m.sync.refusals, number(more.rateLimits.events)], [m.sync.pages, number(more.progress.pages)], [m.sync.requests, number(more.requests)]])}
      <p class="mono">${JSON.stringify(job.request)}</p>
      <p><a href=${`${link(this.connector, 'logs')}?jobId=${encodeURIComponent(job.jobId)}`}>${m.sync.log}</a></p>
    </div>`;
  }

  private async open(jobId: string): Promise<void> {
    this.show(() => (this.opened = this.opened === jobId ? null : jobId));
    if (this.opened !== null) {
      const detail = await maybe(get<JobStatus>(of(this.connector, 'sync/status'), { jobId }));
      this.show(() => (this.detail = detail));
    }
  }

  // ---- sprints
  private sprints(sprints: Sprint[]): TemplateResult {
    if (sprints.length === 0) {
      return empty(m.sync.noSprints, m.sync.noSprintsText);
    }
    const order = ['active', 'future', 'closed'];
    const sorted = [...sprints].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || moment(b) - moment(a));
    return html`${scroll(
      m.sync.sprints,
      html`<table>
        <thead>
          <tr>
            <th scope="col">${m.sync.sprint}</th><th scope="col">${m.sync.state}</th><th scope="col" class="n">${m.sync.board}</th><th scope="col">${m.sync.starts}</th><th scope="col">${m.sync.ends}</th>
            <th scope="col" class="n">${m.sync.planned}</th><th scope="col" class="n">${m.sync.points}</th>
          </tr>
        </thead>
        <tbody>
          ${sorted.slice(0, this.allSprints ? sorted.length : 10).map(
            (sprint) => html`<tr class=${this.sprint === sprint.id ? 'open' : ''}>
              <th scope="row" class="wraps">${sprint.startDate === null ? sprint.name : html`<button type="button" class="link" aria-expanded=${this.sprint === sprint.id} title=${m.ledger.show} @click=${() => this.show(() => (this.sprint = this.sprint === sprint.id ? null : sprint.id))}>${sprint.name}</button>`}${sprint.goal === null ? nothing : html`<p class="about">${sprint.goal}</p>`}</th>
              <td>${pill(m.sprintStates[sprint.state] ?? sprint.state, sprint.state === 'active' ? 'info' : 'plain')}</td>
              <td class="n">${sprint.boardId}</td><td>${at(sprint.startDate)}</td><td>${at(sprint.completeDate ?? sprint.endDate)}</td>
              <td class="n">${number(sprint.storyPoints?.planned)}</td><td class="n">${number(sprint.storyPoints?.completed)}</td>
              </tr>
              ${this.sprint === sprint.id ? html`<tr class="more"><td colspan="7"><zenem-ledger .connector=${this.connector} .sprint=${sprint.id}></zenem-ledger></td></tr>` : nothing}`,
          )}
        </tbody>
      </table>`,
    )}
    ${this.allSprints || sorted.length <= 10 ? nothing : html`<div class="actions"><button type="button" class="button" @click=${() => this.show(() => (this.allSprints = true))}>${m.sync.showAll(sorted.length)}</button></div>`}`;
  }
}

const moment = (sprint: Sprint): number => (sprint.startDate === null ? 0 : parse(sprint.startDate).getTime());
const left = (one: Incomplete): string =>
  [m.sync.kinds[one.entity] ?? one.entity, one.board === undefined ? '' : `${m.sync.board} ${one.board}`, one.project ?? '', one.sprint === undefined ? '' : `${m.sync.sprint} ${one.sprint}`].filter((part) => part !== '').join(' ');

customElements.define('zenem-sync', Sync);
