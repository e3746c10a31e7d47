// One connector: its head and its tabs. Each tab is a file of its own and comes when it is first opened.
import { html, nothing, type TemplateResult } from 'lit';
import { get, maybe, of } from './api';
import { standing } from './connectors';
import { m } from './messages';
import { link } from './router';
import { session } from './session';
import type { Connector, Overview } from './types';
import { DataView, pill } from './view';

type Loaded = { connector: Connector; overview: Overview | null };
type TabName = keyof typeof m.tabs;

const TABS: Record<TabName, { load: () => Promise<unknown>; show: (connector: string) => TemplateResult }> = {
  overview: { load: () => import('./tabs/overview'), show: (c) => html`<zenem-overview .connector=${c}></zenem-overview>` },
  health: { load: () => import('./tabs/health'), show: (c) => html`<zenem-health .connector=${c}></zenem-health>` },
  mapping: { load: () => import('./tabs/mapping'), show: (c) => html`<zenem-mapping .connector=${c}></zenem-mapping>` },
  users: { load: () => import('./tabs/users'), show: (c) => html`<zenem-users .connector=${c}></zenem-users>` },
  scope: { load: () => import('./tabs/scope'), show: (c) => html`<zenem-scope .connector=${c}></zenem-scope>` },
  sync: { load: () => import('./tabs/sync'), show: (c) => html`<zenem-sync .connector=${c}></zenem-sync>` },
  logs: { load: () => import('./tabs/logs'), show: (c) => html`<zenem-logs .connector=${c}></zenem-logs>` },
  settings: { load: () => import('./tabs/settings'), show: (c) => html`<zenem-settings .connector=${c}></zenem-settings>` },
  data: { load: () => import('./tabs/data'), show: (c) => html`<zenem-data .connector=${c}></zenem-data>` },
};

class ConnectorView extends DataView<Loaded> {
  static override properties = { ...DataView.properties, tab: { type: String } };
  declare tab: string;
  protected override readonly whole = true;

  protected async load(): Promise<Loaded> {
    const [connector, overview] = await Promise.all([get<Connector>(of(this.connector)), maybe(get<Overview>(of(this.connector, 'overview')))]);
    return { connector, overview };
  }

  protected override every(): number {
    return 20_000;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.get('connector') !== undefined) {
      this.data = null;
      void this.refresh();
    }
    document.title = `${m.tabs[this.tab as TabName] ?? ''} · ${this.data?.connector.name ?? this.connector} · ${m.brand}`;
  }

  protected content({ connector, overview }: Loaded): TemplateResult {
    const tab = TABS[this.tab as TabName];
    const { text, kind } = standing(connector, overview);
    void tab?.load();
    return html`<div class="page">
      <div class="title">
        <div>
          <h1>${connector.name} ${pill(text, kind)}</h1>
          <p class="lead"><a href=${connector.baseUrl} target="_blank" rel="noreferrer">${connector.baseUrl}</a></p>
        </div>
        <a class="button" href=${link(connector.id, 'data')} aria-current=${this.tab === 'data' ? 'page' : 'false'}>${m.tabs.data}</a>
      </div>
      ${session.mayChange || session.token === null ? nothing : html`<p class="notice">${m.viewer.banner}</p>`}
      <nav class="tabs" aria-label=${m.tabsNavigation}>
        ${(Object.keys(m.tabs) as TabName[])
          .filter((name) => name !== 'data')
          .map((name) => html`<a href=${link(connector.id, name)} aria-current=${name === this.tab ? 'page' : 'false'}>${m.tabs[name]}</a>`)}
      </nav>
      ${tab === undefined ? html`<div class="state"><h2>${m.errors.noTab}</h2><p>${m.errors.noTabText}</p></div>` : tab.show(connector.id)}
    </div>`;
  }

  protected override updated(): void {
    const current = this.querySelector<HTMLElement>('nav.tabs [aria-current=page]');
    const strip = current?.parentElement;
    if (current && strip && strip.scrollWidth > strip.clientWidth) {
      strip.scrollLeft = current.offsetLeft - strip.offsetLeft - 24;
    }
  }
}

customElements.define('zenem-connector', ConnectorView);
