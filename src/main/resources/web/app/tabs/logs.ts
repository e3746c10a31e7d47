// What happened, filtered and followed; and what could not be applied, with another try.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post, type Page } from '../api';
import { ago, at, code, number, utc } from '../format';
import { m } from '../messages';
import { link, router } from '../router';
import { session } from '../session';
import type { Connector, DeadLetter, LogEntry } from '../types';
import { card, DataView, empty, facts, field, notify, pill, scroll } from '../view';
import './deletions';
import './deliveries';
import { pager } from './parts';

interface Loaded {
  connector: Connector;
  log: Page<LogEntry>;
  dead: Page<DeadLetter>;
}

const FILTERS = ['level', 'code', 'jobId', 'jiraKey', 'since'] as const;
type Filter = (typeof FILTERS)[number];
const SHOWN = ['log', 'dead', 'deliveries', 'deletions'] as const;
type Shown = (typeof SHOWN)[number];

class Logs extends DataView<Loaded> {
  private filters = this.fromAddress();
  private shown: Shown = SHOWN.find((one) => one === router.query.get('show')) ?? 'log';
  private page = 0;
  private deadPage = 0;
  private follows = true;
  private opened = new Set<string>();
  /** The dead letters that were ticked, as replay names them. */
  private chosen = new Set<string>();
  private typing = 0;

  private fromAddress(): Record<Filter, string> {
    return Object.fromEntries(FILTERS.map((name) => [name, router.query.get(name) ?? ''])) as Record<Filter, string>;
  }

  protected async load(): Promise<Loaded> {
    const { since, ...rest } = this.filters;
    const day = /^\d+h$/.test(since) ? utc(new Date(Date.now() - Number(since.slice(0, -1)) * 3_600_000)).slice(0, 19).replace(' ', 'T') : since;
    const [connector, log, dead] = await Promise.all([
      get<Connector>(of(this.connector)),
      get<Page<LogEntry>>(of(this.connector, 'logs'), { ...rest, since: day, page: this.page, size: 50 }),
      get<Page<DeadLetter>>(of(this.connector, 'dead-letters'), { page: this.deadPage, size: 50, jobId: this.filters.jobId }),
    ]);
    return { connector, log, dead };
  }

  protected override every(): number {
    return this.follows && this.page === 0 ? 3_000 : 0;
  }

  protected content({ connector, log, dead }: Loaded): TemplateResult {
    return html`
      <div class="segments" role="group" aria-label=${m.tabs.logs}>
        ${SHOWN.map((one) => html`<button type="button" aria-pressed=${this.shown === one} @click=${() => this.switch(one)}>${one === 'log' ? m.logs.title : one === 'dead' ? `${m.logs.dead} (${number(dead.totalElements)})` : m.logs[one]}</button>`)}
      </div>
      ${this.shown === 'dead'
        ? this.dead(dead, connector)
        : this.shown === 'log'
          ? this.log(log, connector)
          : this.shown === 'deletions'
            ? html`<zenem-deletions .connector=${this.connector}></zenem-deletions>`
            : html`<zenem-deliveries .connector=${this.connector}></zenem-deliveries>`}
    `;
  }

  private switch(to: Shown): void {
    this.show(() => (this.shown = to));
    this.remember();
  }

  // ---- log
  private log(log: Page<LogEntry>, connector: Connector): TemplateResult {
    return card(
      m.logs.title,
      html`${this.filterBar()}
      ${log.totalElements === 0
        ? empty(m.logs.none, m.logs.noneText)
        : html`${scroll(
            m.logs.title,
            html`<table class="stack">
              <thead>
                <tr><th scope="col">${m.logs.time}</th><th scope="col">${m.logs.level}</th><th scope="col">${m.logs.message}</th><th scope="col">${m.logs.key}</th><th scope="col">${m.logs.job}</th></tr>
              </thead>
              <tbody>${log.content.map((entry) => this.entry(entry, connector))}</tbody>
            </table>`,
          )}
          ${pager(log, (to) => ((this.page = to), void this.refresh()))}`}`,
      html`<label class="check"><input type="checkbox" .checked=${this.follows} @change=${(e: Event) => this.follow((e.target as HTMLInputElement).checked)} />${m.logs.tail}</label>`,
    );
  }

  private follow(on: boolean): void {
    this.follows = on;
    void this.refresh();
  }

  private filterBar(): TemplateResult {
    const text = (name: Filter, label: string): TemplateResult =>
      field(label, (id, about) => html`<input id=${id} aria-describedby=${about} autocomplete="off" .value=${this.filters[name]} @input=${(e: InputEvent) => this.set(name, (e.target as HTMLInputElement).value)} />`, '', this.fieldErrors[name] ?? '');
    const choice = (name: Filter, label: string, options: [string, string][]): TemplateResult =>
      field(
        label,
        (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => this.set(name, (e.target as HTMLSelectElement).value, 0)}>
          ${options.map(([value, shown]) => html`<option value=${value} .selected=${value === this.filters[name]}>${shown}</option>`)}
        </select>`,
      );
    return html`<form class="filters" role="search" aria-label=${m.logs.filters} @submit=${(e: Event) => e.preventDefault()}>
      ${choice('level', m.logs.level, [['', m.any], ...Object.entries(m.logs.levels)])}
      ${choice('since', m.logs.since, [['', m.any], ['1h', m.units.hours(1)], ['24h', m.units.hours(24)], ['168h', m.units.days(7)]])}
      ${text('code', m.logs.code)} ${text('jiraKey', m.logs.key)} ${text('jobId', m.logs.job)}
      ${FILTERS.some((name) => this.filters[name] !== '') ? html`<button type="button" class="button quiet" @click=${() => this.clear()}>${m.logs.clear}</button>` : nothing}
    </form>`;
  }

  private set(name: Filter, value: string, wait = 350): void {
    this.filters = { ...this.filters, [name]: value.trim() };
    this.page = 0;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      this.remember();
      void this.refresh();
    }, wait);
  }

  private clear(): void {
    this.filters = Object.fromEntries(FILTERS.map((name) => [name, ''])) as Record<Filter, string>;
    this.set('level', '', 0);
    this.requestUpdate();
  }

  private remember(): void {
    const query = new URLSearchParams([...FILTERS.filter((name) => this.filters[name] !== '').map((name) => [name, this.filters[name]]), ...(this.shown === 'log' ? [] : [['show', this.shown]])] as string[][]);
    const text = query.toString();
    router.replace(`${link(this.connector, 'logs')}${text === '' ? '' : `?${text}`}`);
  }

  private entry(entry: LogEntry, connector: Connector): TemplateResult {
    const id = `log-${entry.id}`;
    const open = this.opened.has(id);
    const kind = entry.level === 'ERROR' ? 'bad' : entry.level === 'WARN' ? 'warn' : 'plain';
    return html`<tr class=${open ? 'open' : ''}>
        <td style="white-space:nowrap">${at(entry.time, true)}</td>
        <td>${pill(m.logs.levels[entry.level] ?? entry.level, kind)}</td>
        <td class="wraps"><button type="button" class="link quiet" aria-expanded=${open} @click=${() => this.toggle(id)}>${entry.message}</button></td>
        <td>${entry.jiraKey ?? nothing}</td>
        <td>${entry.jobId ?? nothing}</td>
      </tr>
      ${open
        ? html`<tr class="more"><td colspan="5"><div class="inside">
            ${facts([
              [m.logs.code, code(entry.code)],
              [m.logs.toDo, m.logs.advice[entry.code] ?? (entry.level === 'INFO' ? m.logs.adviceInfo : m.logs.adviceWarn)],
            ])}
            <p style="display:flex;gap:1rem;flex-wrap:wrap">
              <button type="button" class="link" @click=${() => (this.set('code', entry.code, 0), this.requestUpdate())}>${m.logs.onlyCode}</button>
              ${entry.jobId === null ? nothing : html`<button type="button" class="link" @click=${() => (this.set('jobId', entry.jobId!, 0), this.requestUpdate())}>${m.logs.onlyJob}</button>`}
              ${entry.jiraKey === null ? nothing : html`<button type="button" class="link" @click=${() => (this.set('jiraKey', entry.jiraKey!, 0), this.requestUpdate())}>${m.logs.onlyKey}</button> ${issue(connector, entry.jiraKey)}`}
            </p>
          </div></td></tr>`
        : nothing}`;
  }

  private toggle(id: string): void {
    this.show(() => (this.opened.has(id) ? this.opened.delete(id) : this.opened.add(id)));
  }

  // ---- dead letters
  private dead(dead: Page<DeadLetter>, connector: Connector): TemplateResult {
    const job = this.filters.jobId;
    return card(
      m.logs.dead,
      dead.totalElements === 0
        ? empty(m.logs.noDead, m.logs.noDeadText)
        : html`<p class="about" style="margin-bottom:.8rem">${m.logs.deadToDo}</p>
            ${scroll(
              m.logs.dead,
              html`<table class="stack">
                <thead>
                  <tr><th scope="col"><span class="sr">${m.logs.choose}</span></th><th scope="col">${m.logs.key}</th><th scope="col">${m.logs.entity}</th><th scope="col">${m.logs.reason}</th><th scope="col" class="n">${m.logs.tries}</th><th scope="col">${m.logs.last}</th></tr>
                </thead>
                <tbody>${dead.content.map((one) => this.letter(one, connector))}</tbody>
              </table>`,
            )}
            ${pager(dead, (to) => ((this.deadPage = to), void this.refresh()))}`,
      dead.totalElements === 0
        ? nothing
        : this.chosen.size > 0
          ? this.button('replay', m.logs.replayChosen(this.chosen.size), () => this.replay({ items: [...this.chosen] }), 'primary')
          : this.button('replay', job === '' ? m.logs.replayAll(dead.totalElements) : m.logs.replayJob(job), () => this.replay(job === '' ? {} : { jobId: job }), 'primary'),
    );
  }

  private letter(one: DeadLetter, connector: Connector): TemplateResult {
    const item = `${one.entity}/${one.jiraId}`;
    const id = `dead-${item}`;
    const open = this.opened.has(id);
    return html`<tr class=${open ? 'open' : ''}>
        <td>${one.entity === 'delivery' ? nothing : html`<input type="checkbox" aria-label=${m.logs.chooseOne(one.jiraKey ?? item)} ?disabled=${!session.mayChange} .checked=${this.chosen.has(item)} @change=${(e: Event) => this.pick(item, (e.target as HTMLInputElement).checked)} />`}</td>
        <th scope="row">${one.jiraKey ?? one.jiraId}</th>
        <td>${m.logs.entities[one.entity] ?? one.entity}</td>
        <td class="wraps"><button type="button" class="link quiet" aria-expanded=${open} @click=${() => this.toggle(id)}>${one.reason}</button></td>
        <td class="n" data-label=${m.logs.tries}>${one.tries}</td>
        <td>${ago(one.lastAt)}</td>
      </tr>
      ${open
        ? html`<tr class="more"><td colspan="6"><div class="inside">
            ${facts([[m.logs.first, at(one.firstAt, true)], [m.logs.job, one.jobId ?? m.none], [m.logs.delivery, one.deliveryId ?? m.none]])}
            ${one.jiraKey === null ? nothing : html`<p>${issue(connector, one.jiraKey)}</p>`}
          </div></td></tr>`
        : nothing}`;
  }

  private pick(item: string, on: boolean): void {
    this.show(() => (on ? this.chosen.add(item) : this.chosen.delete(item)));
  }

  private async replay(which: { items?: string[]; jobId?: string }): Promise<void> {
    await this.run('replay', async () => {
      const { jobId } = await post<{ jobId: string }>(of(this.connector, 'replay'), which);
      this.chosen.clear();
      notify(m.logs.replayed(jobId));
      await this.refresh();
    });
  }
}

/** A link to an issue in Jira. */
export const issue = (connector: Connector, key: string): TemplateResult =>
  html`<a href=${`${connector.baseUrl.replace(/\/$/, '')}/browse/${encodeURIComponent(key)}`} target="_blank" rel="noreferrer">${m.logs.openIssue}</a>`;

customElements.define('zenem-logs', Logs);
