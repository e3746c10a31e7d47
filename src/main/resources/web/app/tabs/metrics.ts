// What happened over time: calls to Jira and its refusals, what is left of its limits, what waits.
import { html, type TemplateResult } from 'lit';
import { get, of } from '../api';
import type { Series } from '../chart';
import '../chart';
import { timeOf } from '../format';
import { m } from '../messages';
import type { MetricStep, Metrics as Answer } from '../types';
import { card, DataView } from '../view';

const RANGES = ['1h', '24h', '7d'];

class Metrics extends DataView<Answer> {
  private range = '24h';

  protected load(): Promise<Answer> {
    return get<Answer>(of(this.connector, 'metrics'), { range: this.range });
  }

  protected override every(): number {
    return 60_000;
  }

  protected content({ step, series }: Answer): TemplateResult {
    const when = series.map((one) => timeOf(one.at, step));
    const values = (of: (one: MetricStep) => number | null): (number | null)[] => series.map(of);
    const calls = (one: MetricStep): number => Object.values(one.jiraCalls).reduce((sum, n) => sum + n, 0);
    const chart = (label: string, kind: 'bar' | 'line', lines: Series[]): TemplateResult =>
      html`<h3>${label}</h3><zenem-chart .label=${label} .categories=${when} .kind=${kind} .series=${lines}></zenem-chart>`;
    return card(
      m.metrics.title,
      html`${chart(m.metrics.calls, 'bar', [
          { name: m.metrics.answered, color: 'info', values: values((one) => calls(one) - one.limited) },
          { name: m.metrics.limited, color: 'bad', values: values((one) => one.limited) },
        ])}
        ${chart(m.metrics.left, 'line', [
          { name: m.metrics.burst, color: 'info', values: values((one) => one.limitLeft['burst'] ?? null) },
          { name: m.metrics.quota, color: 'warn', values: values((one) => one.limitLeft['quota'] ?? null) },
        ])}
        ${chart(m.metrics.inbox, 'line', [{ name: m.metrics.waiting, color: 'warn', values: values((one) => one.inbox) }])}`,
      html`<div class="segments" role="group" aria-label=${m.metrics.range}>
        ${RANGES.map((range) => html`<button type="button" aria-pressed=${range === this.range} @click=${() => this.choose(range)}>${m.metrics.ranges[range]}</button>`)}
      </div>`,
      'wide',
    );
  }

  private choose(range: string): void {
    this.show(() => (this.range = range));
    void this.refresh();
  }
}

customElements.define('zenem-metrics', Metrics);
