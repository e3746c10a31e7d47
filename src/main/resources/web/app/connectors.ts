// All connectors, with their health at a glance.
import { html, type TemplateResult } from 'lit';
import { get, maybe, of, type Page } from './api';
import { ago } from './format';
import { m } from './messages';
import { link } from './router';
import { session } from './session';
import type { Connector, JobSummary, Overview } from './types';
import { DataView, pill } from './view';

interface Row {
  connector: Connector;
  overview: Overview | null;
  job: JobSummary | null;
}

class Connectors extends DataView<Row[]> {
  protected override readonly whole = true;

  protected async load(): Promise<Row[]> {
    const page = await get<Page<Connector>>('/admin/connectors', { size: 200 });
    return Promise.all(page.content.map(row));
  }

  protected override every(): number {
    return 15_000;
  }

  protected content(rows: Row[]): TemplateResult {
    return html`<div class="page">
      <div class="title">
        <div><h1>${m.connectors.title}</h1><p class="lead">${m.connectors.lead}</p></div>
        ${rows.length > 0 ? add() : ''}
      </div>
      ${rows.length === 0
        ? html`<div class="state"><h2>${m.connectors.none}</h2><p>${m.connectors.noneText}</p>${add()}</div>`
        : html`<ul class="connectors">${rows.map(item)}</ul>`}
    </div>`;
  }
}

const add = (): TemplateResult =>
  session.mayChange ? html`<a class="button primary" href="/ui/new">${m.connectors.add}</a>` : html`<p class="about">${m.viewer.why}</p>`;

async function row(connector: Connector): Promise<Row> {
  const [overview, jobs] = await Promise.all([
    maybe(get<Overview>(of(connector.id, 'overview'))),
    maybe(get<Page<JobSummary>>(of(connector.id, 'sync/jobs'), { size: 1 })),
  ]);
  return { connector, overview, job: jobs?.content[0] ?? null };
}

/** How a connector does, in a word: the worst of what needs attention. */
export function standing(connector: Connector, overview: Overview | null): { text: string; kind: string } {
  if (!connector.scopeSaved || !connector.mappingActive) {
    return { text: m.standing.unfinished, kind: 'warn' };
  }
  if (overview === null) {
    return { text: m.standing.unknown, kind: 'plain' };
  }
  const worst = overview.attention.find((one) => one.severity !== 'info');
  return worst === undefined
    ? { text: m.standing.good, kind: 'good' }
    : { text: m.standing.codes[worst.code] ?? m.standing.attention, kind: worst.severity === 'error' ? 'bad' : 'warn' };
}

function item({ connector, overview, job }: Row): TemplateResult {
  const { text, kind } = standing(connector, overview);
  return html`<li>
    <a href=${link(connector.id, 'overview')}>
      <span class="name">${connector.name}</span>
      <span class="site">${connector.baseUrl}</span>
      ${pill(text, kind)}
      <span class="fact"><span>${m.connectors.lastEvent}</span>${ago(overview?.lastEventAt)}</span>
      <span class="fact"><span>${m.connectors.lastJob}</span>${job === null ? m.never : html`${m.jobs.kinds[job.kind] ?? job.kind}, ${m.jobs.states[job.status] ?? job.status}`}</span>
    </a>
  </li>`;
}

customElements.define('zenem-connectors', Connectors);
