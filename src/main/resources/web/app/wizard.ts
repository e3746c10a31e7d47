// Connecting a site, step by step: each step is done by the API before the next one begins, so that it can be left and reactivated.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post } from './api';
import { credentialFields, credentials, type Secrets } from './credentials';
import { number } from './format';
import { m } from './messages';
import { link, router } from './router';
import { session } from './session';
import './tabs/mapping';
import './tabs/scope';
import type { ConnectionTest, Connector, JobStatus } from './types';
import { facts, field, notify, pill, View } from './view';

class Wizard extends View {
  private step = 0;
  private form = { name: '', baseUrl: '' };
  private secrets: Secrets = { type: 'basic' };
  private connector: Connector | null = null;
  private test: ConnectionTest | null = null;
  private job: JobStatus | null = null;
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
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
      field(label, (id, about) => html`<input id=${id} autocomplete="off" aria-describedby=${about} .value=${this.form[name]} @input=${(e: InputEvent) => (this.form = { ...this.form, [name]: (e.target as HTMLInputElement).value })} />`, hint, this.fieldErrors[name] ?? '');
    return html`<form @submit=${(e: Event) => (e.preventDefault(), this.connect())}>
      ${text('name', m.wizard.name, m.wizard.nameHint)} ${text('baseUrl', m.wizard.site, m.wizard.siteHint)}
      ${credentialFields(this.secrets, this.fieldErrors, (change) => this.show(() => (this.secrets = { ...this.secrets, ...change })), true)}
      <div class="actions">${this.button('connect', m.wizard.connect, () => this.connect(), 'primary')}</div>
    </form>`;
  }

  private async connect(): Promise<void> {
    await this.run('connect', async () => {
      this.connector = await post<Connector>('/admin/connectors', { ...this.form, auth: credentials(this.secrets) });
    });
    if (this.connector !== null) {
      this.go(1);
      await this.ask();
    }
  }

  // ---- 2: what Jira says
  private async ask(): Promise<void> {
    await this.run('test', async () => {
      this.test = await post<ConnectionTest>(of(this.connector!.id, 'test'));
    });
  }

  private tested(): TemplateResult {
    const test = this.test;
    return html`<h2>${test === null ? m.settings.test : m.wizard.testTitle}</h2>
      ${test === null
        ? html`<p class="about">${this.busy === 'test' ? m.loading : nothing}</p>
            <div class="actions">${this.button('test', m.again, () => this.ask())} <a class="button quiet" href=${link(this.connector!.id, 'settings')}>${m.settings.replace}</a></div>`
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
