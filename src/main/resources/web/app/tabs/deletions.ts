// What left the copy, and what showed it.
import { html, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { at, code } from '../format';
import { m } from '../messages';
import type { Deletion } from '../types';
import { card, DataView, empty, field, scroll } from '../view';
import { pager, verdict } from './parts';

class Deletions extends DataView<Page<Deletion>> {
  private wanted = '';
  private page = 0;

  protected load(): Promise<Page<Deletion>> {
    return get<Page<Deletion>>(of(this.connector, 'deletions'), { verdict: this.wanted, page: this.page, size: 50 });
  }

  protected content(page: Page<Deletion>): TemplateResult {
    return card(
      m.logs.deletions,
      html`<p class="about" style="margin-bottom:.8rem">${m.logs.deletionsText}</p>
        <form class="filters" role="search" aria-label=${m.logs.filters} @submit=${(e: Event) => e.preventDefault()}>
          ${field(
            m.sync.verdict,
            (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => this.go((e.target as HTMLSelectElement).value, 0)}>
              ${[['', m.any], ...Object.entries(m.sync.verdicts)].map(([value, shown]) => html`<option value=${value!} .selected=${value === this.wanted}>${shown}</option>`)}
            </select>`,
          )}
        </form>
        ${page.totalElements === 0
          ? empty(m.logs.noDeletions, m.logs.noDeletionsText)
          : html`${scroll(
              m.logs.deletions,
              html`<table class="stack">
                <thead><tr><th scope="col">${m.logs.time}</th><th scope="col">${m.sync.what}</th><th scope="col">${m.sync.verdict}</th><th scope="col">${m.sync.evidence}</th></tr></thead>
                <tbody>${page.content.map((one) => html`<tr><td>${at(one.removedAt, true)}</td><th scope="row">${code(one.jiraKey)}</th><td>${verdict(one.verdict)}</td><td class="wraps">${one.evidence}</td></tr>`)}</tbody>
              </table>`,
            )}
            ${pager(page, (to) => this.go(this.wanted, to))}`}`,
    );
  }

  private go(wanted: string, page: number): void {
    this.wanted = wanted;
    this.page = page;
    void this.refresh();
  }
}

customElements.define('zenem-deletions', Deletions);
