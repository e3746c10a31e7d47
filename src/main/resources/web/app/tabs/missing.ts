// Why is an issue not in the copy? What the log and the ledger of deliveries know of its key, and what it can be where they know nothing.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, type Page } from '../api';
import { at } from '../format';
import { m } from '../messages';
import { link } from '../router';
import type { Delivery, LogEntry, Scope } from '../types';
import { DataView, pill } from '../view';

interface Traces {
  scope: Scope;
  log: Page<LogEntry>;
  deliveries: Page<Delivery>;
}

class Missing extends DataView<Traces> {
  static override properties = { ...DataView.properties, key: { type: String } };
  declare key: string;

  protected async load(): Promise<Traces> {
    const [scope, log, deliveries] = await Promise.all([
      get<Scope>(of(this.connector, 'scope')),
      get<Page<LogEntry>>(of(this.connector, 'logs'), { jiraKey: this.key, size: 5 }),
      get<Page<Delivery>>(of(this.connector, 'webhooks/deliveries'), { key: this.key, size: 5 }),
    ]);
    return { scope, log, deliveries };
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.get('key') !== undefined) {
      void this.refresh();
    }
  }

  protected content({ scope, log, deliveries }: Traces): TemplateResult {
    const project = this.key.replace(/-\d+$/, '').toUpperCase();
    const outside = scope.projects !== undefined && !scope.projects.some((one) => one.toUpperCase() === project);
    const none = log.totalElements + deliveries.totalElements === 0;
    const logs = (show: string): string => `${link(this.connector, 'logs')}?${new URLSearchParams({ jiraKey: this.key, ...(show === '' ? {} : { show }) }).toString()}`;
    return html`<section class="notice" aria-label=${m.data.why(this.key)} style="text-align:left">
      <h3>${m.data.why(this.key)}</h3>
      ${outside ? html`<p>${m.data.outside(project)} <a href=${link(this.connector, 'scope')}>${m.tabs.scope}</a></p>` : nothing}
      ${log.content.map((one) => html`<p>${at(one.time, true)} ${pill(m.logs.levels[one.level] ?? one.level, one.level === 'ERROR' ? 'bad' : one.level === 'WARN' ? 'warn' : 'plain')} ${one.message}${m.logs.advice[one.code] === undefined ? nothing : html` <span class="about">${m.logs.advice[one.code]}</span>`}</p>`)}
      ${deliveries.content.map((one) => html`<p>${at(one.receivedAt, true)} ${one.event ?? m.none}: ${m.logs.outcomes[one.outcome] ?? one.outcome}${one.reason === null ? nothing : `. ${one.reason}`}</p>`)}
      ${none && !outside ? html`<p>${m.data.noTrace}</p>` : nothing}
      <p style="display:flex;gap:1rem;flex-wrap:wrap;margin-top:.5rem">
        ${none ? nothing : html`<a href=${logs('')}>${m.logs.title}</a><a href=${logs('dead')}>${m.logs.dead}</a>`}
        <a href=${link(this.connector, 'scope')}>${m.tabs.scope}</a><a href=${link(this.connector, 'sync')}>${m.tabs.sync}</a>
      </p>
    </section>`;
  }
}

customElements.define('zenem-missing', Missing);
