// Small parts that several tabs show.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { code } from '../format';
import { m } from '../messages';
import type { JobSummary } from '../types';
import { DataView, pill, scroll } from '../view';

const STATES: Record<string, string> = { COMPLETED: 'good', RUNNING: 'info', QUEUED: 'plain', NEEDS_CONFIRMATION: 'warn', FAILED: 'bad', CANCELLED: 'plain' };

export const jobState = (job: { status: string }): TemplateResult => pill(m.jobs.states[job.status] ?? job.status, STATES[job.status] ?? 'plain');

/** How much a job has read: issues, or people where it looks for those. */
export const fetched = ({ kind, progress }: JobSummary): number => (kind === 'discover-users' ? (progress.usersFetched ?? 0) : progress.issuesFetched);

/** What was typed with commas, spaces or lines between. */
export const list = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function pager(page: Page<unknown>, to: (page: number) => void): TemplateResult | typeof nothing {
  return page.totalPages <= 1
    ? nothing
    : html`<nav class="pager" aria-label=${m.pageOf(page.page + 1, page.totalPages, page.totalElements)}>
        <span>${m.pageOf(page.page + 1, page.totalPages, page.totalElements)}</span>
        <div>
          ${page.totalPages < 3 ? nothing : step(m.first, page.page === 0, () => to(0))}
          ${step(m.previous, page.page === 0, () => to(page.page - 1))}
          ${page.totalPages < 3
            ? nothing
            : html`<input type="number" min="1" max=${page.totalPages} aria-label=${m.goToPage} .value=${String(page.page + 1)} @change=${(e: Event) => to(Math.min(page.totalPages, Math.max(1, Math.trunc(Number((e.target as HTMLInputElement).value)) || 1)) - 1)} />`}
          ${step(m.next, page.page + 1 >= page.totalPages, () => to(page.page + 1))}
          ${page.totalPages < 3 ? nothing : step(m.last, page.page + 1 >= page.totalPages, () => to(page.totalPages - 1))}
        </div>
      </nav>`;
}

const step = (label: string, off: boolean, go: () => void): TemplateResult => html`<button type="button" class="button" ?disabled=${off} @click=${go}>${label}</button>`;

interface Removal {
  kind: string;
  jiraId: string;
  jiraKey: string | null;
  title: string | null;
  verdict: string;
  evidence: string;
}

export const verdict = (word: string): string => m.sync.verdicts[word] ?? word;

/** What a job that needs confirmation would remove, one by one. */
class Removals extends DataView<Page<Removal> | null> {
  static override properties = { ...DataView.properties, job: { type: String } };
  declare job: string;
  private page = 0;

  protected load(): Promise<Page<Removal> | null> {
    return get<Page<Removal>>(of(this.connector, 'sync/jobs', this.job, 'removals'), { page: this.page, size: 20 });
  }

  protected content(page: Page<Removal> | null): TemplateResult | typeof nothing {
    return page === null
      ? nothing
      : html`<h3 style="margin-top:1rem">${m.sync.heldList}</h3>
          ${scroll(
            m.sync.heldList,
            html`<table class="stack">
              <thead><tr><th scope="col">${m.sync.what}</th><th scope="col">${m.data.title_}</th><th scope="col">${m.sync.verdict}</th><th scope="col">${m.sync.evidence}</th></tr></thead>
              <tbody>${page.content.map((one) => html`<tr><th scope="row">${code(one.jiraKey ?? `${m.sync.kinds[one.kind] ?? one.kind} ${one.jiraId}`)}</th><td class="wraps">${one.title}</td><td>${verdict(one.verdict)}</td><td class="wraps">${one.evidence}</td></tr>`)}</tbody>
            </table>`,
          )}
          ${pager(page, (to) => ((this.page = to), void this.refresh()))}`;
  }
}

customElements.define('zenem-removals', Removals);
