// The ledger of webhooks: each delivery, what became of it, and how long it took.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { at, number } from '../format';
import { m } from '../messages';
import type { Delivery } from '../types';
import { card, DataView, empty, field, pill, scroll } from '../view';
import { pager } from './parts';

const KINDS: Record<string, string> = { applied: 'good', pending: 'info', dead: 'bad' };

class Deliveries extends DataView<Page<Delivery>> {
  private outcome = '';
  private key = '';
  private page = 0;
  private typing = 0;

  protected load(): Promise<Page<Delivery>> {
    return get<Page<Delivery>>(of(this.connector, 'webhooks/deliveries'), { outcome: this.outcome, key: this.key, page: this.page, size: 50 });
  }

  protected override every(): number {
    return this.page === 0 ? 4_000 : 0;
  }

  protected content(page: Page<Delivery>): TemplateResult {
    return card(
      m.logs.deliveries,
      html`<p class="about" style="margin-bottom:.8rem">${m.logs.deliveriesText}</p>
        <form class="filters" role="search" aria-label=${m.logs.filters} @submit=${(e: Event) => e.preventDefault()}>
          ${field(
            m.logs.outcome,
            (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => this.choose(() => (this.outcome = (e.target as HTMLSelectElement).value), 0)}>
              ${[['', m.any], ...Object.entries(m.logs.outcomes)].map(([value, shown]) => html`<option value=${value!} .selected=${value === this.outcome}>${shown}</option>`)}
            </select>`,
          )}
          ${field(m.logs.key, (id, about) => html`<input id=${id} aria-describedby=${about} autocomplete="off" .value=${this.key} @input=${(e: InputEvent) => this.choose(() => (this.key = (e.target as HTMLInputElement).value.trim()))} />`)}
        </form>
        ${page.totalElements === 0
          ? empty(m.logs.noDeliveries, m.logs.noDeliveriesText)
          : html`${scroll(
              m.logs.deliveries,
              html`<table class="stack">
                <thead>
                  <tr><th scope="col">${m.logs.time}</th><th scope="col">${m.logs.event}</th><th scope="col">${m.logs.key}</th><th scope="col">${m.logs.outcome}</th><th scope="col" class="n">${m.logs.latency}</th><th scope="col">${m.logs.reason}</th></tr>
                </thead>
                <tbody>${page.content.map((one) => this.row(one))}</tbody>
              </table>`,
            )}
            ${pager(page, (to) => ((this.page = to), void this.refresh()))}`}`,
    );
  }

  private row(one: Delivery): TemplateResult {
    return html`<tr>
      <td style="white-space:nowrap">${at(one.receivedAt, true)}</td>
      <th scope="row">${one.event ?? m.none}</th>
      <td>${one.jiraKey ?? one.jiraId ?? m.none}</td>
      <td>${pill(m.logs.outcomes[one.outcome] ?? one.outcome, KINDS[one.outcome] ?? 'plain')}</td>
      <td class="n">${one.latencyMs === null ? m.none : m.logs.milliseconds(number(one.latencyMs))}</td>
      <td class="wraps">${one.reason ?? nothing} ${one.duplicates === 0 ? nothing : html`<span class="muted">${m.logs.again(one.duplicates)}</span>`}</td>
    </tr>`;
  }

  private choose(change: () => void, wait = 350): void {
    change();
    this.page = 0;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.refresh(), wait);
  }
}

customElements.define('zenem-deliveries', Deliveries);
