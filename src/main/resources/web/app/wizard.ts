// Connecting a site, step by step: each step is done by the API before the next one begins, so that it can be left and reactivated.
import { html, nothing, type TemplateResult } from 'lit';
import { ApiError, get, of, post, put } from './api';
import { credentialFields, credentials, type Secrets } from './credentials';
import { number } from './format';
import { m } from './messages';
import { link, router } from './router';
import { session } from './session';
import './tabs/mapping';
import './tabs/scope';
import type { ConnectionTest, Connector, JobStatus } from './types';
import { facts, field, messageOf, notify, pill, View } from './view';

/** What the demo site takes; it is no secret. */
const DEMO = { email: 'admin@demo.example', apiToken: 'demo-token' };

/** A connector's id is made from its name: where there is one, the name is what has to be another. */
function nameTaken(cause: unknown): never {
  throw cause instanceof ApiError && cause.status === 409 ? new ApiError(409, m.wizard.nameTaken, { name: m.wizard.nameTaken }) : cause;
}

class Wizard extends View {
  private step = 0;
  private form = { name: '', baseUrl: '' };
  private secrets: Secrets = { type: 'basic' };
  private connector: Connector | null = null;
  private test: ConnectionTest | null = null;
  private refusal = '';
  private demoSite: string | null = null;
  private job: JobStatus | null = null;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    void fetch('/ui/sign-in.json')
      .then((answer) => answer.json() as Promise<{ demoSite?: string }>)
      .then(({ demoSite }) => this.show(() => (this.demoSite = demoSite ?? null)))
      .catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    router.protect(null);
  }

  protected override render(): TemplateResult {
    return html`<div class="page" style="max-width:64rem">
      <div class="title"><h1>${m.wizard.title}</h1></div>
      <ol class="steps">
        ${m.wizard.steps.map((name, i) => html`<li class=${i < this.step ? 'done' : ''} aria-current=${i === this.step ? 'step' : 'false'}><span aria-hidden="true">${i < this.step ? '✓' : i + 1}</span>${name}</li>`)}
      </ol>
      ${session.mayChange ? html`<section class="card">${this.content()}</section>` : html`<p class="notice">${m.viewer.why}</p>`}
    </div>`;
  }

  private content(): TemplateResult {
    switch (this.step) {
      case 0:
        return this.site();
      case 1:
        return this.tested();
      case 2:
        return html`<h2>${m.wizard.scopeTitle}</h2><zenem-scope plain .connector=${this.connector!.id} @saved=${() => this.go(3)}></zenem-scope>`;
      case 3:
        return html`<h2>${m.wizard.mappingTitle}</h2><p class="about" style="margin-bottom:1rem">${m.wizard.mappingText}</p><zenem-mapping plain .connector=${this.connector!.id} @saved=${() => this.go(4)}></zenem-mapping>`;
      case 4:
        return this.backfill();
      default:
        return this.webhook();
    }
  }

  private go(step: number): void {
    router.protect(null);
    this.show(() => (this.step = step));
    if (step === 4) {
      void this.follow();
    }
    void this.updateComplete.then(() => this.querySelector('h1')?.scrollIntoView());
  }

  // ---- 1: site and credentials
  private site(): TemplateResult {
    const text = (name: 'name' | 'baseUrl', label: string, hint: string): TemplateResult =>
      field(label, (id, about) => html`<input id=${id} autocomplete="off" aria-describedby=${about} .value=${this.form[name]} @input=${(e: InputEvent) => this.typed(() => (this.form = { ...this.form, [name]: (e.target as HTMLInputElement).value }))} />`, hint, this.fieldErrors[name] ?? '');
    return html`<form @submit=${(e: Event) => (e.preventDefault(), this.connect())}>
      ${text('name', m.wizard.name, m.wizard.nameHint)} ${text('baseUrl', m.wizard.site, m.wizard.siteHint)}
      ${credentialFields(this.secrets, this.fieldErrors, (change) => this.typed(() => (this.secrets = { ...this.secrets, ...change })), true)}
      <div class="actions">
        ${this.button('connect', m.wizard.connect, () => this.connect(), 'primary')}
        ${this.demoSite === null ? nothing : html`<button type="button" class="button" @click=${() => this.fillInDemo(this.demoSite!)}>${m.wizard.demo}</button>`}
      </div>
    </form>`;
  }

  private typed(change: () => void): void {
    this.show(change);
    router.protect(() => confirm(m.unsaved));
  }

  private fillInDemo(baseUrl: string): void {
    this.typed(() => {
      this.form = { name: this.form.name || m.wizard.demoName, baseUrl };
      this.secrets = { type: 'basic', ...DEMO };
    });
  }

  /** Makes the connector; who comes back to this step corrects the one that was made. */
  private async connect(): Promise<void> {
    const connected = await this.run('connect', async () => {
      const body = { ...this.form, auth: credentials(this.secrets) };
      this.connector = this.connector === null ? await post<Connector>('/admin/connectors', body).catch(nameTaken) : await put<Connector>(of(this.connector.id), body);
    });
    if (connected) {
      this.go(1);
      await this.ask();
    }
  }

  // ---- 2: what Jira says
  private async ask(): Promise<void> {
    if (this.connector!.auth.type === 'oauth2' && !this.connector!.auth.authorized) {
      this.connector = await get<Connector>(of(this.connector!.id)).catch(() => this.connector);
      if (!this.connector!.auth.authorized) {
        this.show(() => (this.refusal = ''));
        return;
      }
    }
    await this.run('test', async () => {
      this.test = null;
      this.refusal = '';
      await post<ConnectionTest>(of(this.connector!.id, 'test')).then(
        (test) => (this.test = test),
        (cause: unknown) => (this.refusal = messageOf(cause)),
      );
    });
  }

  private async authorize(): Promise<void> {
    await this.run('oauth', async () => {
      const { authorizationUrl } = await post<{ authorizationUrl: string }>(of(this.connector!.id, 'oauth/start'));
      window.open(authorizationUrl, '_blank', 'noopener');
    });
  }

  private tested(): TemplateResult {
    const test = this.test;
    return html`<h2>${test === null ? m.settings.test : m.wizard.testTitle}</h2>
      ${test === null
        ? html`<p class="about" role="status">${this.busy === 'test' ? m.wizard.asking : nothing}</p>
            ${this.connector!.auth.type === 'oauth2' && !this.connector!.auth.authorized ? html`<p class="notice">${m.wizard.authorize}</p>` : nothing}
            ${this.refusal === '' ? nothing : html`<p class="notice bad" role="alert">${this.refusal}</p>`}
            <div class="actions">
              ${this.connector!.auth.type === 'oauth2' ? this.button('oauth', m.settings.authorize, () => this.authorize(), 'primary') : nothing}
              ${this.button('correct', m.wizard.correct, () => this.go(0), this.refusal === '' || this.connector!.auth.type === 'oauth2' ? '' : 'primary')}
              ${this.button('test', m.again, () => this.ask())}
            </div>`
        : html`<p>${m.wizard.testText(test.account.displayName)}</p>
            ${facts([
              [m.wizard.version, `${test.deploymentType ?? ''} ${test.version ?? ''}`],
              [m.wizard.zone, test.timeZone ?? m.none],
              [m.wizard.permissions, test.missingPermissions.length === 0 ? m.wizard.allPermissions : test.missingPermissions.join(', ')],
            ])}
            <div class="actions">${this.button('next', m.wizard.next, () => this.go(2), 'primary')}</div>`}`;
  }

  // ---- 5: the first backfill
  private async follow(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const job = await get<JobStatus>(of(this.connector!.id, 'sync/status'));
      this.show(() => (this.job = job));
      if (this.step === 4 && ['COMPLETED', 'FAILED', 'CANCELLED'].includes(job.status)) {
        return;
      }
    } catch (cause) {
      notify(String(cause), 'bad');
    }
    if (this.isConnected && this.step === 4) {
      this.timer = window.setTimeout(() => void this.follow(), 1_000);
    }
  }

  private backfill(): TemplateResult {
    const job = this.job;
    const done = job?.status === 'COMPLETED';
    return html`<h2>${m.wizard.backfillTitle}</h2>
      <p class="about">${m.wizard.backfillText}</p>
      ${job === null
        ? html`<p>${m.loading}</p>`
        : html`<p style="margin:1rem 0">${pill(m.jobs.states[job.status] ?? job.status, done ? 'good' : job.status === 'FAILED' ? 'bad' : 'info')}</p>
            ${done ? nothing : html`<progress aria-label=${m.wizard.backfillTitle}></progress>`}
            <div role="status">${facts([[m.sync.fetched, number(job.progress.issuesFetched)], [m.sync.written, number(job.progress.upserts)]])}</div>
            ${job.lastError === null ? nothing : html`<p class="notice bad">${job.lastError}</p>`}`}
      <div class="actions">${this.button('webhook', m.wizard.toWebhook, () => this.go(5), 'primary')}</div>`;
  }

  // ---- 6: the webhook
  private webhook(): TemplateResult {
    return html`<h2>${m.wizard.webhookTitle}</h2>
      <p class="about">${m.wizard.webhookText}</p>
      <div class="actions">${this.button('register', m.settings.register, () => this.register(), 'primary')} <a class="button quiet" href=${link(this.connector!.id, 'overview')}>${m.wizard.later}</a></div>`;
  }

  private async register(): Promise<void> {
    if (await this.run('register', () => post(of(this.connector!.id, 'webhooks/register')))) {
      notify(m.settings.registered);
      router.go(link(this.connector!.id, 'overview'));
    }
  }
}

customElements.define('zenem-wizard', Wizard);
