// Sign-in: a pasted token, OpenID Connect where it is configured, one click in the demo. Asked again above the page when a token has ended.
import { html, nothing, type TemplateResult } from 'lit';
import { m } from './messages';
import { session } from './session';
import type { Provider } from './oidc';
import { field, View } from './view';

interface Ways {
  demo: boolean;
  oidc?: Provider;
  groupsPath?: string;
}

class SignIn extends View {
  static override properties = { expired: { type: Boolean } };
  declare expired: boolean;

  private ways: Ways | null = null;
  private token = '';
  private wrong = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.learn();
  }

  private async learn(): Promise<void> {
    const ways = await fetch('/ui/sign-in.json')
      .then((answer) => answer.json() as Promise<Ways>)
      .catch((): Ways => ({ demo: false }));
    session.groupsPath = ways.groupsPath ?? 'groups';
    this.show(() => (this.ways = ways));
    if (ways.oidc !== undefined) {
      const { returned } = await import('./oidc');
      await returned(ways.oidc).catch((cause: Error) => this.refuse(cause.message));
    }
    this.querySelector<HTMLElement>(ways.demo || ways.oidc ? 'button.primary' : 'textarea')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<section class="sign-in" aria-labelledby="sign-in" role=${this.expired ? 'dialog' : 'region'} aria-modal=${this.expired ? 'true' : nothing}>
      <span class="mark large" aria-hidden="true"></span>
      <h1 id="sign-in">${this.expired ? m.signIn.expired : m.signIn.title}</h1>
      <p class="lead">${this.expired ? m.signIn.expiredText : m.signIn.text}</p>
      ${this.ways?.oidc && this.wrong !== '' ? html`<p class="notice bad" role="alert">${this.wrong}</p>` : nothing}
      ${this.ways?.oidc ? html`<button type="button" class="button primary wide" @click=${() => this.openIdConnect()}>${m.signIn.oidc}</button>` : nothing}
      ${this.ways?.demo
        ? html`<div class="choices">
            <button type="button" class="button primary wide" @click=${() => this.demo('admin')}>${m.signIn.demoAdmin}</button>
            <button type="button" class="button wide" @click=${() => this.demo('viewer')}>${m.signIn.demoViewer}</button>
          </div>`
        : nothing}
      ${this.ways === null || this.ways.demo || this.ways.oidc ? html`<details><summary>${m.signIn.byToken}</summary>${this.pasted()}</details>` : this.pasted()}
    </section>`;
  }

  private pasted(): TemplateResult {
    return html`<form @submit=${(event: Event) => this.paste(event)}>
      ${field(
        m.signIn.token,
        (id, about) =>
          html`<textarea id=${id} aria-describedby=${about} rows="4" spellcheck="false" autocomplete="off" .value=${this.token} @input=${(e: InputEvent) => (this.token = (e.target as HTMLTextAreaElement).value)}></textarea>`,
        m.signIn.tokenHint,
        this.wrong,
      )}
      <button type="submit" class="button primary wide">${m.signIn.go}</button>
    </form>`;
  }

  private paste(event: Event): void {
    event.preventDefault();
    const result = session.signIn(this.token);
    if (result !== 'signed-in') {
      this.refuse(result === 'no-role' ? m.signIn.noRole : m.signIn.noToken);
    }
  }

  private refuse(why: string): void {
    this.show(() => (this.wrong = why));
  }

  private async demo(role: string): Promise<void> {
    const answer = await fetch(`/ui/demo-token/${role}`, { method: 'POST' })
      .then((a) => a.json())
      .catch(() => null);
    if (answer === null || session.signIn(answer.accessToken ?? '') !== 'signed-in') {
      this.refuse(m.signIn.demoFailed);
    }
  }

  private async openIdConnect(): Promise<void> {
    const { begin } = await import('./oidc');
    await begin(this.ways!.oidc!).catch((cause: Error) => this.refuse(cause.message));
  }
}

customElements.define('zenem-sign-in', SignIn);
