// The copy itself: found by key, with where each row comes from.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { ago, at, number, value } from '../format';
import { m } from '../messages';
import { link, router } from '../router';
import type { Connector } from '../types';
import { card, DataView, empty, facts, field, pill, scroll } from '../view';
import { issue } from './logs';
import './missing';
import { pager } from './parts';

type Row = Record<string, unknown>;
type Kind = 'stories' | 'projects' | 'releases' | 'sprints';

interface Loaded {
  connector: Connector;
  kind: Kind;
  page: Page<Row>;
}

const SIZE = 50;

class Data extends DataView<Loaded> {
  private kind: Kind = (router.query.get('kind') as Kind | null) ?? 'stories';
  private key = router.query.get('key') ?? '';
  private status = router.query.get('status') ?? '';
  private page = 0;
  private opened: string | null = null;
  private typing = 0;

  protected async load(): Promise<Loaded> {
    const { kind } = this;
    const filters = kind === 'stories' || kind === 'projects' ? { key: this.key, status: this.status } : {};
    const [connector, found] = await Promise.all([get<Connector>(of(this.connector)), get<Page<Row> | Row[]>(of(this.connector, kind), { ...(kind === 'sprints' ? {} : { page: this.page, size: SIZE }), ...filters })]);
    return { connector, kind, page: Array.isArray(found) ? { content: found, page: 0, size: found.length, totalElements: found.length, totalPages: 1 } : found };
  }

  protected content({ connector, kind, page }: Loaded): TemplateResult {
    const items = kind === 'stories' || kind === 'projects';
    return html`<div class="segments" role="group" aria-label=${m.data.title}>
        ${(Object.keys(m.data.kinds) as Kind[]).map((one) => html`<button type="button" aria-pressed=${one === this.kind} @click=${() => this.switch(one)}>${m.data.kinds[one]}</button>`)}
      </div>
      ${card(
        m.data.kinds[kind]!,
        html`${items
          ? html`<form class="filters" role="search" @submit=${(e: Event) => e.preventDefault()}>
              ${field(m.data.key, (id, about) => html`<input id=${id} type="search" aria-describedby=${about} placeholder=${m.data.keyExample} .value=${this.key} @input=${(e: InputEvent) => this.filter(() => (this.key = (e.target as HTMLInputElement).value.trim()), 300)} />`)}
              ${field(
                m.data.status,
                (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => this.filter(() => (this.status = (e.target as HTMLSelectElement).value), 0)}>
                  <option value="">${m.any}</option>
                  ${Object.entries(m.statuses).map(([status, text]) => html`<option value=${status} .selected=${status === this.status}>${text}</option>`)}
                </select>`,
              )}
            </form>`
          : nothing}
        ${page.totalElements === 0
          ? html`${empty(m.data.none, m.data.noneText)}${items && /^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(this.key) ? html`<zenem-missing .connector=${this.connector} .key=${this.key}></zenem-missing>` : nothing}`
          : html`${scroll(m.data.kinds[kind]!, items ? this.items(page.content, connector) : this.others(page.content, kind))} ${pager(page, (to) => ((this.page = to), void this.refresh()))}`}`,
        html`<span class="muted">${number(page.totalElements)}</span>`,
      )}`;
  }

  private items(rows: Row[], connector: Connector): TemplateResult {
    return html`<table class="stack">
      <thead><tr><th scope="col">${m.data.key}</th><th scope="col">${m.data.title_}</th><th scope="col">${m.data.status}</th><th scope="col">${m.mapping.targets['assignee']}</th><th scope="col">${m.data.synced}</th></tr></thead>
      <tbody>
        ${rows.map((row) => {
          const id = String(row['jiraId']);
          const open = this.opened === id;
          return html`<tr class=${open ? 'open' : ''}>
              <th scope="row" style="white-space:nowrap"><button type="button" class="link" aria-expanded=${open} @click=${() => this.show(() => (this.opened = open ? null : id))}>${row['jiraKey']}</button></th>
              <td class="wraps">${value(row['title'] ?? row['name'])}</td>
              <td>${row['status'] ? pill(m.statuses[String(row['status'])] ?? value(row['status']), row['status'] === 'DONE' ? 'good' : row['status'] === 'BLOCKED' ? 'bad' : row['status'] === 'IN_PROGRESS' ? 'info' : 'plain') : m.none}</td>
              <td class="wraps">${value(row['assignee'] ?? row['owner'])}</td>
              <td>${ago(row['lastSyncTimestamp'] as string)}</td>
            </tr>
            ${open ? html`<tr class="more"><td colspan="5"><div class="inside">${this.lineage(row, connector)}</div></td></tr>` : nothing}`;
        })}
      </tbody>
    </table>`;
  }

  private lineage(row: Row, connector: Connector): TemplateResult {
    const from = (row['sourceMetadata'] ?? {}) as Record<string, string | undefined>;
    const own = Object.entries((row['attributes'] ?? {}) as Row);
    const shown = Object.entries(row).filter(([name]) => m.mapping.targets[name] !== undefined && name !== 'description');
    return html`<div class="grid2">
      <div><h3>${m.data.copied}</h3>${facts([...shown, ...own].map(([name, what]) => [m.mapping.targets[name] ?? name, /At$/.test(name) ? at(what as string) : name === 'status' ? (m.statuses[String(what)] ?? value(what)) : value(what)]))}</div>
      <div>
        <h3>${m.data.lineage}</h3>
        ${facts([
          [m.data.via, `${from['via'] ?? m.none}${from['jobId'] ? ` (${from['jobId']})` : ''}`],
          [m.data.synced, at(row['lastSyncTimestamp'] as string, true)],
          [m.data.mappingVersion, value(row['mappingVersion'])],
          [m.data.jira, html`${String(row['jiraId'])} ${issue(connector, String(row['jiraKey']))}`],
        ])}
      </div>
    </div>`;
  }

  private others(rows: Row[], kind: Kind): TemplateResult {
    return kind === 'releases'
      ? html`<table>
          <thead><tr><th scope="col">${m.settings.name}</th><th scope="col">${m.data.project}</th><th scope="col">${m.data.status}</th><th scope="col">${m.data.date}</th><th scope="col">${m.data.synced}</th></tr></thead>
          <tbody>${rows.map((row) => html`<tr><th scope="row" class="wraps">${value(row['name'])}</th><td>${value(row['projectKey'])}</td><td>${row['released'] ? pill(m.data.released, 'good') : m.none}</td><td>${value(row['releaseDate'])}</td><td>${ago(row['lastSyncTimestamp'] as string)}</td></tr>`)}</tbody>
        </table>`
      : html`<table>
          <thead><tr><th scope="col">${m.sync.sprint}</th><th scope="col">${m.sync.state}</th><th scope="col" class="n">${m.sync.board}</th><th scope="col">${m.sync.starts}</th><th scope="col">${m.sync.ends}</th><th scope="col">${m.data.synced}</th></tr></thead>
          <tbody>${rows.map((row) => html`<tr><th scope="row">${value(row['name'])}</th><td>${m.sprintStates[String(row['state'])] ?? value(row['state'])}</td><td class="n">${value(row['boardId'])}</td><td>${at(row['startDate'] as string)}</td><td>${at((row['completeDate'] ?? row['endDate']) as string)}</td><td>${ago(row['lastSyncTimestamp'] as string)}</td></tr>`)}</tbody>
        </table>`;
  }

  private switch(kind: Kind): void {
    this.kind = kind;
    this.filter(() => (this.opened = null), 0);
  }

  private filter(change: () => void, wait: number): void {
    change();
    this.page = 0;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      const query = new URLSearchParams(Object.entries({ kind: this.kind, key: this.key, status: this.status }).filter(([, text]) => text !== ''));
      router.replace(`${link(this.connector, 'data')}?${query.toString()}`);
      void this.refresh();
    }, wait);
  }
}

customElements.define('zenem-data', Data);
