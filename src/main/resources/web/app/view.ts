// What every view shares: it renders into the page itself (one style sheet for all), loads, asks again while it is looked at, and shows
// the four states that everything has: loading, empty, error, no permission.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ApiError, offChange, onChange } from './api';
import { m } from './messages';
import { session } from './session';

export type Content = TemplateResult | typeof nothing | string;

export abstract class View extends LitElement {
  /** The action that is under way, by its name. */
  protected busy: string | null = null;
  /** What the service said about fields, by their names on the wire. */
  protected fieldErrors: Record<string, string> = {};

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected show(change: () => void): void {
    change();
    this.requestUpdate();
  }

  /** One action of the person: busy until it ended, its errors at the fields or as a message. True where it went well. */
  protected async run(name: string, action: () => Promise<unknown>): Promise<boolean> {
    if (this.busy !== null) {
      return false;
    }
    this.show(() => {
      this.busy = name;
      this.fieldErrors = {};
    });
    window.dispatchEvent(new Event('begun'));
    try {
      await action();
      return true;
    } catch (cause) {
      this.fieldErrors = cause instanceof ApiError ? cause.fieldErrors : {};
      if (!(cause instanceof ApiError && cause.status === 401)) {
        notify(messageOf(cause), 'bad');
      }
      return false;
    } finally {
      this.show(() => (this.busy = null));
    }
  }

  /** A button that changes something: who may only read finds it off, and is told why. */
  protected button(name: string, label: string, action: () => unknown, kind = '', off = false): TemplateResult {
    const working = this.busy === name;
    const denied = !session.mayChange;
    return html`<button
      type="button"
      class=${`button ${kind}`}
      ?disabled=${denied || off || this.busy !== null}
      title=${denied ? m.viewer.why : nothing}
      aria-busy=${working ? 'true' : 'false'}
      @click=${action}
    >
      ${working ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
    </button>`;
  }
}

/** A view of one connector that loads something. `load` says what, `content` shows it. */
export abstract class DataView<T> extends View {
  static override properties = { connector: { type: String } };
  declare connector: string;

  protected data: T | null = null;
  /** Whether it is all that the page shows, heading included. */
  protected readonly whole: boolean = false;
  /** Whether it is asked for once only, because its answer costs requests to Jira. */
  protected readonly once: boolean = false;
  private failure: ApiError | null = null;
  private timer = 0;
  private round = 0;

  protected abstract load(): Promise<T>;
  protected abstract content(data: T): Content;

  /** Milliseconds until it is asked again; 0 for never. */
  protected every(_data: T): number {
    return 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.looked);
    session.addEventListener('changed', this.looked);
    onChange(this.looked);
    // an element that was in the page before its file had come gets its properties with its first update
    void this.updateComplete.then(() => this.refresh());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.looked);
    session.removeEventListener('changed', this.looked);
    offChange(this.looked);
    clearTimeout(this.timer);
    this.round++;
  }

  private readonly looked = (): void => {
    if (!document.hidden && !(this.once && this.data !== null)) {
      void this.refresh();
    }
  };

  protected async refresh(): Promise<void> {
    const round = ++this.round;
    clearTimeout(this.timer);
    try {
      const data = await this.load();
      if (round !== this.round) {
        return;
      }
      this.data = data;
      this.failure = null;
    } catch (cause) {
      if (round !== this.round) {
        return;
      }
      this.failure = cause instanceof ApiError ? cause : new ApiError(0, messageOf(cause));
    }
    this.requestUpdate();
    const wait = this.data === null ? 0 : this.every(this.data);
    if (wait > 0 && !document.hidden && session.token !== null) {
      this.timer = window.setTimeout(() => void this.refresh(), this.failure === null ? wait : Math.max(wait, 10_000));
    }
  }

  protected override render(): Content {
    if (this.data === null) {
      return this.failure === null ? loading() : failed(this.failure, () => this.refresh(), this.whole);
    }
    return html`${this.failure === null || this.failure.status === 401
      ? nothing
      : html`<p class="notice bad" role="alert">${m.errors.stale} ${this.failure.message}</p>`}${this.content(this.data)}`;
  }
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

export const loading = (): TemplateResult =>
  html`<div class="state" role="status">
    <span class="spinner large" aria-hidden="true"></span>
    <p>${m.loading}</p>
  </div>`;

export const empty = (title: string, text: string, more: Content = nothing): TemplateResult =>
  html`<div class="state">
    <h3>${title}</h3>
    <p>${text}</p>
    ${more}
  </div>`;

export function failed(failure: ApiError, again: () => unknown, whole = false): TemplateResult {
  const title =
    failure.status === 403 ? m.errors.forbidden : failure.status === 404 ? m.errors.missing : failure.status === 401 ? m.signIn.expired : m.errors.title;
  return html`<div class="state" role="alert">
    ${whole ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
    <p>${failure.message}</p>
    <button type="button" class="button" @click=${again}>${m.again}</button>
  </div>`;
}

/** A card with a heading. */
export const card = (title: string, body: Content | Content[], aside: Content = nothing, kind = ''): TemplateResult =>
  html`<section class=${`card ${kind}`} aria-label=${title}>
    <header>
      <h2>${title}</h2>
      <div class="aside">${aside}</div>
    </header>
    ${body}
  </section>`;

export const facts = (rows: [string, unknown][]): TemplateResult =>
  html`<dl class="facts">
    ${rows.map(([name, what]) => html`<div><dt>${name}</dt><dd>${what}</dd></div>`)}
  </dl>`;

export const pill = (text: string, kind: string): TemplateResult => html`<span class=${`pill ${kind}`}>${text}</span>`;

export const scroll = (label: string, table: TemplateResult): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${label}>${table}</div>`;

/** A label, its control, a hint, and what is wrong with it. */
export function field(label: string, control: (id: string, describedBy: string) => TemplateResult, hint = '', error = ''): TemplateResult {
  const id = `f-${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  return html`<div class=${`field ${error === '' ? '' : 'wrong'}`}>
    <label for=${id}>${label}</label>
    ${control(id, `${id}-about`)}
    <p id=${`${id}-about`} class="about">${error === '' ? hint : html`<span role="alert">${error}</span>`}</p>
  </div>`;
}

export function notify(text: string, kind: 'good' | 'bad' = 'good'): void {
  window.dispatchEvent(new CustomEvent('notify', { detail: { text, kind } }));
}

interface Question {
  title: string;
  text: Content;
  confirm: string;
  danger?: boolean;
  /** What has to be typed before it may be confirmed. */
  typed?: string;
}

/** Asks before something is done that cannot be taken back. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((answered) => {
    window.dispatchEvent(new CustomEvent('ask', { detail: { ...question, answered } }));
  });
}

export type Asked = Question & { answered: (yes: boolean) => void };
