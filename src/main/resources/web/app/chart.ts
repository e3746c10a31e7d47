// A chart with its table: who sees gets the picture, who listens or counts gets the rows. ECharts comes only when a chart is shown.
import { html, type TemplateResult } from 'lit';
import { m } from './messages';
import { View } from './view';

export interface Series {
  name: string;
  color: 'warn' | 'bad' | 'info';
  /** Null where there is none. */
  values: (number | null)[];
}

export class Chart extends View {
  static override properties = { label: {}, categories: { attribute: false }, series: { attribute: false }, kind: {} };
  declare label: string;
  declare categories: string[];
  declare series: Series[];
  declare kind: 'bar' | 'line';
  private drawn: { setOption(option: object, replace: boolean): void; resize(): void; dispose(): void } | null = null;
  private readonly themed = (): void => void this.draw();
  private readonly sizes = new ResizeObserver(() => this.drawn?.resize());

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('theme', this.themed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('theme', this.themed);
    this.sizes.disconnect();
    this.drawn?.dispose();
    this.drawn = null;
  }

  protected override render(): TemplateResult {
    return html`<figure class="chart">
      <div class="canvas" aria-hidden="true"></div>
      <details>
        <summary>${m.asTable}</summary>
        <div class="scroll" tabindex="0" role="group" aria-label=${this.label}>
          <table>
            <caption class="sr">${this.label}</caption>
            <thead><tr><th scope="col">${m.when}</th>${this.series.map((s) => html`<th scope="col" class="n">${s.name}</th>`)}</tr></thead>
            <tbody>
              ${this.categories.map((c, i) => html`<tr><th scope="row">${c}</th>${this.series.map((s) => html`<td class="n">${s.values[i] ?? m.none}</td>`)}</tr>`)}
            </tbody>
          </table>
        </div>
      </details>
    </figure>`;
  }

  protected override updated(): void {
    void this.draw();
  }

  private async draw(): Promise<void> {
    const { init } = await import('./echarts');
    const canvas = this.querySelector<HTMLElement>('.canvas');
    if (canvas === null || !this.isConnected) {
      return;
    }
    if (this.drawn === null) {
      this.drawn = init(canvas);
      this.sizes.observe(canvas);
    }
    const style = getComputedStyle(document.documentElement);
    const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
    const text = { color: token('muted'), fontFamily: token('font') };
    this.drawn.setOption(
      {
        animation: false,
        textStyle: text,
        grid: { left: 8, right: 8, top: 32, bottom: 4, containLabel: true },
        legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: text },
        tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: token('surface'), borderColor: token('line'), textStyle: { color: token('ink') } },
        xAxis: { type: 'category', data: this.categories, axisLabel: text, axisLine: { lineStyle: { color: token('line') } }, axisTick: { show: false } },
        yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: token('line') } } },
        series: this.series.map((s) => ({
          name: s.name,
          type: this.kind,
          stack: this.kind === 'bar' ? 'all' : undefined,
          barMaxWidth: 28,
          data: s.values,
          itemStyle: { color: token(`chart-${s.color}`) },
        })),
      },
      true,
    );
  }
}

customElements.define('zenem-chart', Chart);
