// The frame around every view: brand, theme, who is signed in, messages and questions; and sign-in above all of it when it is needed.
import { html, nothing, type TemplateResult } from 'lit';
import { m } from './messages';
import { router } from './router';
import { session } from './session';
import './sign-in';
import './connectors';
import { type Asked, View } from './view';

interface Toast {
  id: number;
  text: string;
  kind: string;
}

const THEME = 'zenem.theme';
const apply = (theme: string | null): void => {
  const dark = theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  document.documentElement.setAttribute('theme', dark ? 'dark' : 'light');
};
apply(localStorage.getItem(THEME));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(localStorage.getItem(THEME)));

class Shell extends View {
  private toasts: Toast[] = [];
  private question: Asked | null = null;
  private typed = '';
  private expired = false;
  private started = session.token !== null;

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener('changed', () => this.moved());
    session.addEventListener('changed', () => this.show(() => ((this.started = true), (this.expired = false))));
    session.addEventListener('expired', () => this.show(() => (this.expired = true)));
    session.addEventListener('signed-out', () => this.show(() => ((this.started = false), (this.expired = false))));
    window.addEventListener('notify', (event) => this.toast((event as CustomEvent).detail));
    window.addEventListener('begun', () => this.show(() => (this.toasts = this.toasts.filter((toast) => toast.kind !== 'bad'))));
    window.addEventListener('ask', (event) => this.show(() => ((this.question = (event as CustomEvent).detail), (this.typed = ''))));
  }

  private moved(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
  }

  private toast(detail: { text: string; kind: string }): void {
    const toast = { id: Date.now() + Math.random(), ...detail };
    this.show(() => (this.toasts = [...this.toasts.slice(-2), toast]));
    setTimeout(() => this.dismiss(toast.id), detail.kind === 'bad' ? 12_000 : 5_000);
  }

  private dismiss(id: number): void {
    this.show(() => (this.toasts = this.toasts.filter((toast) => toast.id !== id)));
  }

  protected override render(): TemplateResult {
    const asks = !this.started || this.expired;
    return html`
      <a class="skip" href="#main" @click=${(e: Event) => (e.preventDefault(), this.querySelector<HTMLElement>('main')?.focus())}>${m.skip}</a>
      ${this.bar()}
      <main id="main" tabindex="-1" ?inert=${this.expired}>${this.started ? this.view() : html`<zenem-sign-in></zenem-sign-in>`}</main>
      ${this.expired && asks ? html`<div class="veil"><zenem-sign-in expired></zenem-sign-in></div>` : nothing}
      <div class="toasts" role="status" aria-live="polite">
        ${this.toasts.map(
          (toast) =>
            html`<div class=${`toast ${toast.kind}`}>
              <p>${toast.text}</p>
              <button type="button" class="icon" aria-label=${m.dismiss} @click=${() => this.dismiss(toast.id)}>×</button>
            </div>`,
        )}
      </div>
      ${this.dialog()}
    `;
  }

  private bar(): TemplateResult {
    return html`<header class="bar">
      <a class="brand" href="/ui/"><span class="mark" aria-hidden="true"></span><span>${m.brand}</span> <span class="product">${m.product}</span></a>
      <nav aria-label=${m.mainNavigation}>${this.started ? html`<a href="/ui/" aria-current=${router.parts.length === 0 ? 'page' : 'false'}>${m.connectors.title}</a>` : nothing}</nav>
      <div class="end">
        ${session.token === null
          ? nothing
          : html`<span class="who" title=${m.roles[session.role].long}><span class="name">${session.name}</span>${' '}<span class="pill plain">${m.roles[session.role].short}</span></span>`}
        <button type="button" class="icon" aria-label=${m.theme} title=${m.theme} @click=${() => this.switchTheme()}><span class="moon" aria-hidden="true"></span></button>
        ${session.token === null ? nothing : html`<button type="button" class="button quiet" @click=${() => session.signOut()}>${m.signIn.out}</button>`}
      </div>
    </header>`;
  }

  private view(): TemplateResult {
    const [first, id, tab] = router.parts;
    if (first === 'connectors' && id !== undefined) {
      void import('./connector');
      return html`<zenem-connector .connector=${id} .tab=${tab ?? 'overview'}></zenem-connector>`;
    }
    if (first === 'new') {
      void import('./wizard');
      return html`<zenem-wizard></zenem-wizard>`;
    }
    return html`<zenem-connectors></zenem-connectors>`;
  }

  private switchTheme(): void {
    const next = document.documentElement.getAttribute('theme') === 'dark' ? 'light' : 'dark';
    localStorage.setItem(THEME, next);
    apply(next);
    window.dispatchEvent(new Event('theme'));
  }

  private dialog(): TemplateResult | typeof nothing {
    const question = this.question;
    if (question === null) {
      return nothing;
    }
    const close = (yes: boolean): void => {
      this.show(() => (this.question = null));
      question.answered(yes);
    };
    const ready = question.typed === undefined || question.typed === this.typed;
    return html`<dialog class="dialog" aria-labelledby="question" @cancel=${() => close(false)}>
      <form method="dialog" @submit=${(e: Event) => (e.preventDefault(), ready && close(true))}>
        <h2 id="question">${question.title}</h2>
        <div class="text">${question.text}</div>
        ${question.typed === undefined
          ? nothing
          : html`<div class="field"><label for="typed">${m.typeToConfirm(question.typed)}</label><input id="typed" autocomplete="off" .value=${this.typed} @input=${(e: InputEvent) => this.show(() => (this.typed = (e.target as HTMLInputElement).value))} /></div>`}
        <div class="actions">
          <button type="button" class="button" @click=${() => close(false)}>${m.cancel}</button>
          <button type="submit" class=${`button ${question.danger ? 'danger' : 'primary'}`} ?disabled=${!ready}>${question.confirm}</button>
        </div>
      </form>
    </dialog>`;
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
    }
  }
}

customElements.define('zenem-app', Shell);
