// Small parts that several tabs show.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { code } from '../format';
import { m } from '../messages';
import { DataView, pill, scroll } from '../view';

const STATES: Record<string, string> = { COMPLETED: 'good', RUNNING: 'info', QUEUED: 'plain', NEEDS_CONFIRMATION: 'warn', FAILED: 'bad', CANCELLED: 'plain' };

export const jobState = (job: { status: string }): TemplateResult => pill(m.jobs.states[job.status] ?? job.status, STATES[job.status] ?? 'plain');

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
          <button type="button" class="button" ?disabled=${page.page === 0} @click=${() => to(page.page - 1)}>${m.previous}</button>
          <button type="button" class="button" ?disabled=${page.page + 1 >= page.totalPages} @click=${() => to(page.page + 1)}>${m.next}</button>
        </div>
      </nav>`;
}

interface Removal {
  jiraId?: string;
  jiraKey?: string | null;
  title?: string | null;
  verdict?: string;
  evidence?: unknown;
}

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
            html`<table>
              <tbody>${page.content.map((one) => html`<tr><th scope="row">${code(one.jiraKey ?? one.jiraId)}</th><td class="wraps">${one.title}</td><td>${one.verdict}</td><td class="wraps">${typeof one.evidence === 'string' ? one.evidence : JSON.stringify(one.evidence ?? '')}</td></tr>`)}</tbody>
            </table>`,
          )}
          ${pager(page, (to) => ((this.page = to), void this.refresh()))}`;
  }
}

customElements.define('zenem-removals', Removals);
