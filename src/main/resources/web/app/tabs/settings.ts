// Schedules, limits and retention; the webhook's life; credentials; and the end of a connector.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { get, of, post, put, remove } from '../api';
import { credentials, credentialFields, type Secrets } from '../credentials';
import { cronWords } from '../cron';
import { ago, at } from '../format';
import { language, m } from '../messages';
import { router } from '../router';
import { session } from '../session';
import type { ConnectionTest, Connector, Settings, WebhookStatus } from '../types';
import { ask, card, DataView, facts, field, notify, pill } from '../view';

interface Loaded {
  connector: Connector;
  settings: Settings;
  webhook: WebhookStatus;
}

const PRESETS: Record<string, string> = { nightly: '0 0 2 * * ?', sixHours: '0 0 0/6 * * ?', twoHours: '0 0 0/2 * * ?', hourly: '0 0 * * * ?', half: '0 0/30 * * * ?' };
const ENTITIES = ['epic', 'issue', 'version', 'sprint'];

class SettingsTab extends DataView<Loaded> {
  private draft: Partial<Settings> = {};
  /** What was saved when typing began. */
  private base: Settings | null = null;
  private name: { name: string; baseUrl: string } | null = null;
  private secrets: Secrets = {};
  /** What the switch of webhooks is being set to. */
  private accepting: boolean | null = null;
  private manual = '';
  private payload = '';
  private signature = '';
  private verdict: boolean | null = null;
  private data_: 'keep' | 'purge' = 'keep';

  protected async load(): Promise<Loaded> {
    const [connector, settings, webhook] = await Promise.all([
      get<Connector>(of(this.connector)),
      get<Settings>(of(this.connector, 'settings')),
      get<WebhookStatus>(of(this.connector, 'webhooks/status')),
    ]);
    return { connector, settings, webhook };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.protect(null);
  }

  protected content(data: Loaded): TemplateResult {
    return html`<div class="split">
      <div>${card(m.settings.schedules, this.schedules(data.settings))}</div>
      <div>${card(m.settings.webhooks, this.webhooks(data))} ${card(m.settings.connection, this.connectionForm(data.connector))} ${card(m.settings.danger, this.end(data.connector))}</div>
    </div>`;
  }

  private indexWait(text: string): void {
    this.set({ indexWaitSeconds: text.trim() === '' ? null : Number(text) });
  }

  // ---- schedules and general
  private schedules(saved: Settings): TemplateResult {
    const now = { ...saved, ...this.draft };
    const changed = Object.keys(this.draft).length > 0;
    const number = (name: 'reconcileWindowDays' | 'logRetentionDays' | 'deletionGuardPercent', label: string, hint = ''): TemplateResult =>
      field(
        label,
        (id, about) => html`<input id=${id} type="number" min="1" aria-describedby=${about} .value=${String(now[name])} @input=${(e: InputEvent) => this.set({ [name]: Number((e.target as HTMLInputElement).value) })} />`,
        hint,
        this.fieldErrors[name] ?? '',
      );
    return html`<form @submit=${(e: Event) => (e.preventDefault(), this.save())}>
      <fieldset ?disabled=${!session.mayChange}>
        <legend class="sr">${m.settings.schedules}</legend>
        ${this.schedule(m.settings.weekday, 'reconcileWeekdayCron', now.reconcileWeekdayCron, saved.nextWeekdayFires, saved.timeZone)}
        ${this.schedule(m.settings.weekend, 'reconcileWeekendCron', now.reconcileWeekendCron, saved.nextWeekendFires, saved.timeZone)}
        <div class="grid2">
          ${field(
            m.settings.zone,
            (id, about) => html`<input id=${id} list="zones" autocomplete="off" aria-describedby=${about} .value=${now.timeZone} @change=${(e: Event) => this.set({ timeZone: (e.target as HTMLInputElement).value.trim() })} /><datalist id="zones">${zones().map((zone) => html`<option value=${zone}></option>`)}</datalist>`,
            m.settings.zoneHint,
            this.fieldErrors['timeZone'] ?? '',
          )}
          ${number('reconcileWindowDays', m.settings.window)} ${number('deletionGuardPercent', m.settings.percent, m.settings.percentHint)} ${number('logRetentionDays', m.settings.retention)}
          ${field(
            m.settings.indexWait,
            (id, about) => html`<input id=${id} type="number" min="0" max="600" aria-describedby=${about} .value=${now.indexWaitSeconds === null ? '' : String(now.indexWaitSeconds)} @input=${(e: InputEvent) => this.indexWait((e.target as HTMLInputElement).value)} />`,
            m.settings.indexWaitHint,
            this.fieldErrors['indexWaitSeconds'] ?? '',
          )}
        </div>
        <p class="label">${m.settings.entities}</p>
        <div class="checks">
          ${ENTITIES.map((one) => html`<label><input type="checkbox" .checked=${now.reconcileEntities.includes(one)} @change=${(e: Event) => this.set({ reconcileEntities: ENTITIES.filter((x) => (x === one ? (e.target as HTMLInputElement).checked : now.reconcileEntities.includes(x))) })} />${m.entities[one]}</label>`)}
        </div>
        ${this.fieldErrors['reconcileEntities'] ? html`<p class="about" role="alert">${this.fieldErrors['reconcileEntities']}</p>` : nothing}
      </fieldset>
      <div class="actions">
        ${this.button('save', m.save, () => this.save(), 'primary', !changed)}
        ${changed ? html`<button type="button" class="button quiet" @click=${() => this.discard()}>${m.discard}</button>` : nothing}
      </div>
    </form>`;
  }

  private schedule(title: string, name: 'reconcileWeekdayCron' | 'reconcileWeekendCron', cron: string | null, fires: string[], zone: string): TemplateResult {
    const known = cron === null ? undefined : Object.entries(PRESETS).find(([, value]) => times(value) === times(cron))?.[0];
    const preset = cron === null ? 'off' : (known ?? 'own');
    const choose = (to: string): void => this.set({ [name]: to === 'off' ? null : (PRESETS[to] ?? cron ?? PRESETS['nightly']) });
    return html`<div class="grid2">
        ${field(
          `${title}: ${m.settings.preset.toLowerCase()}`,
          (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)}>
            ${Object.entries(m.settings.presets).map(([value, text]) => html`<option value=${value} .selected=${value === preset}>${text}</option>`)}
          </select>`,
        )}
        ${cron === null
          ? nothing
          : field(
              `${title}: ${m.settings.cron}`,
              (id, about) => html`<input id=${id} class="mono" autocomplete="off" spellcheck="false" aria-describedby=${about} .value=${cron} @input=${(e: InputEvent) => this.set({ [name]: (e.target as HTMLInputElement).value })} />`,
              `${cronWords(cron) ?? ''} ${m.settings.cronHint}`,
              this.fieldErrors[name] ?? '',
            )}
      </div>
      ${cron === null || fires.length === 0
        ? nothing
        : this.draft[name] !== undefined || this.draft.timeZone !== undefined
          ? html`<p class="about" style="margin-bottom:1rem">${m.settings.firesSaved}</p>`
          : html`<p class="about" style="margin-bottom:1rem">${m.settings.nextFires}: ${fires.map((fire, i) => html`${i > 0 ? '; ' : ''}${inZone(fire, zone)}`)}</p>`}`;
  }

  private set(change: Partial<Settings>): void {
    this.base ??= this.data!.settings;
    this.show(() => {
      this.draft = { ...this.draft, ...change };
      this.fieldErrors = Object.fromEntries(Object.entries(this.fieldErrors).filter(([name]) => !(name in change)));
    });
    router.protect(() => confirm(m.unsaved));
  }

  private discard(): void {
    this.show(() => ((this.draft = {}), (this.base = null), (this.fieldErrors = {})));
    router.protect(null);
  }

  private async save(): Promise<void> {
    await this.refresh();
    const now = this.data!.settings;
    const overtaken = (Object.keys(this.draft) as (keyof Settings)[]).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(this.base?.[name] ?? now[name]));
    this.base = now;
    if (overtaken.length > 0) {
      notify(m.settings.overtaken(overtaken.map((name) => m.settings.names[name] ?? name).join(', ')), 'bad');
      return;
    }
    await this.run('save', async () => {
      const { warnings } = await put<{ warnings: string[] }>(of(this.connector, 'settings'), this.draft);
      this.draft = {};
      this.base = null;
      router.protect(null);
      notify(warnings.length > 0 ? warnings.join(' ') : m.saved);
      await this.refresh();
    });
  }

  // ---- webhooks
  private webhooks({ webhook }: Loaded): TemplateResult {
    const { registered, enabled } = webhook;
    return html`
      <p><label class="check"><input type="checkbox" .checked=${live(this.accepting ?? enabled)} ?disabled=${!session.mayChange || this.busy !== null} title=${session.mayChange ? nothing : m.viewer.why} @change=${(e: Event) => this.accept((e.target as HTMLInputElement).checked)} />${m.settings.accept}</label></p>
      <p class="about">${enabled ? m.settings.acceptOn : m.settings.acceptOff}</p>
      <div style="margin:.8rem 0">
        ${facts([
          [m.settings.mode, registered ? html`${m.settings.modes[webhook.mode ?? ''] ?? webhook.mode} ${webhook.state ? pill(m.webhookStates[webhook.state] ?? webhook.state, webhook.state === 'ok' ? 'good' : webhook.state === 'unknown' ? 'plain' : 'bad') : nothing}` : m.settings.notRegistered],
          [m.settings.since, at(webhook.registeredAt)],
          [m.connectors.lastEvent, ago(webhook.lastEventAt)],
          ...(webhook.expiresAt ? [[m.health.expires, at(webhook.expiresAt)] as [string, unknown]] : []),
        ])}
      </div>
      ${field(
        m.settings.callback,
        (id, about) => html`<div style="display:flex;gap:.5rem"><input id=${id} class="mono" readonly aria-describedby=${about} .value=${webhook.callbackUrl} /><button type="button" class="button" @click=${() => copy(webhook.callbackUrl)}>${m.copy}</button></div>`,
      )}
      <div class="actions">
        ${this.button('register', registered ? m.settings.check : m.settings.register, () => (registered ? this.check() : this.register({})), registered ? '' : 'primary')}
        ${registered && webhook.mode !== 'manual' ? this.button('rotate', m.settings.rotate, () => this.rotate()) : nothing}
        ${registered ? this.button('unregister', m.settings.unregister, () => this.unregister(), 'danger') : nothing}
      </div>
      <details style="margin-top:1rem">
        <summary>${m.settings.manual}</summary>
        <p class="about" style="margin-bottom:.6rem">${m.settings.manualText}</p>
        <form @submit=${(e: Event) => (e.preventDefault(), this.register({ mode: 'manual', secret: this.manual }))}>
          ${field(m.settings.secret, (id, about) => html`<input id=${id} type="password" autocomplete="new-password" aria-describedby=${about} ?disabled=${!session.mayChange} .value=${this.manual} @input=${(e: InputEvent) => (this.manual = (e.target as HTMLInputElement).value)} />`, '', this.fieldErrors['secret'] ?? '')}
          ${this.button('manual', m.settings.useManual, () => this.register({ mode: 'manual', secret: this.manual }))}
        </form>
      </details>
      <details>
        <summary>${m.settings.signature}</summary>
        ${field(m.settings.payload, (id, about) => html`<textarea id=${id} class="mono" rows="4" spellcheck="false" aria-describedby=${about} .value=${this.payload} @input=${(e: InputEvent) => (this.payload = (e.target as HTMLTextAreaElement).value)}></textarea>`, '', this.fieldErrors['payload'] ?? '')}
        ${field(m.settings.signatureLabel, (id, about) => html`<input id=${id} class="mono" autocomplete="off" aria-describedby=${about} .value=${this.signature} @input=${(e: InputEvent) => (this.signature = (e.target as HTMLInputElement).value)} />`, '', this.fieldErrors['signature'] ?? '')}
        ${this.button('validate', m.settings.validate, () => this.validate())}
        ${this.verdict === null ? nothing : html`<p class=${`notice ${this.verdict ? 'good' : 'bad'}`} role="status" style="margin-top:.8rem">${this.verdict ? m.settings.valid : m.settings.invalid}</p>`}
      </details>
    `;
  }

  private async accept(on: boolean): Promise<void> {
    this.accepting = on;
    await this.run('accept', async () => {
      await put(of(this.connector, 'settings'), { webhooksEnabled: on });
      await this.refresh();
    });
    this.show(() => (this.accepting = null));
  }

  private async register(body: object): Promise<void> {
    await this.run('mode' in body ? 'manual' : 'register', async () => {
      await post(of(this.connector, 'webhooks/register'), body);
      this.manual = '';
      notify(m.settings.registered);
      await this.refresh();
    });
  }

  private async check(): Promise<void> {
    await this.run('register', async () => {
      const { state, message } = await post<{ state: string; message: string | null }>(of(this.connector, 'webhooks/check'));
      notify(message ?? m.webhookStates[state] ?? state, state === 'ok' ? 'good' : 'bad');
      await this.refresh();
    });
  }

  private async rotate(): Promise<void> {
    if (await ask({ title: m.settings.rotateTitle, text: m.settings.rotateText, confirm: m.settings.rotate })) {
      await this.run('rotate', async () => {
        await post(of(this.connector, 'webhooks/rotate'));
        notify(m.settings.rotated);
        await this.refresh();
      });
    }
  }

  private async unregister(): Promise<void> {
    if (await ask({ title: m.settings.unregisterTitle, text: m.settings.unregisterText, confirm: m.settings.unregister, danger: true })) {
      await this.run('unregister', async () => {
        await remove(of(this.connector, 'webhooks'));
        notify(m.settings.unregistered);
        await this.refresh();
      });
    }
  }

  private async validate(): Promise<void> {
    this.verdict = null;
    await this.run('validate', async () => {
      const { valid } = await post<{ valid: boolean }>(of(this.connector, 'webhooks/validate'), { payload: this.payload, signature: this.signature });
      this.verdict = valid;
    });
  }

  // ---- connection
  private connectionForm(connector: Connector): TemplateResult {
    const named = this.name ?? { name: connector.name, baseUrl: connector.baseUrl };
    const type = this.secrets.type ?? connector.auth.type;
    const text = (name: 'name' | 'baseUrl', label: string): TemplateResult =>
      field(label, (id, about) => html`<input id=${id} autocomplete="off" aria-describedby=${about} .value=${named[name]} @input=${(e: InputEvent) => this.typed(() => (this.name = { ...named, [name]: (e.target as HTMLInputElement).value }))} />`, '', this.fieldErrors[name] ?? '');
    return html`<form @submit=${(e: Event) => (e.preventDefault(), this.saveConnection(connector, false))}>
        <fieldset ?disabled=${!session.mayChange}>
          <legend class="sr">${m.settings.connection}</legend>
          ${text('name', m.settings.name)} ${text('baseUrl', m.settings.address)}
        </fieldset>
        <div class="actions">
          ${this.button('connection', m.save, () => this.saveConnection(connector, false), 'primary', this.name === null)}
          ${this.button('test', m.settings.test, () => this.test())}
          ${connector.auth.type === 'oauth2' ? this.button('oauth', m.settings.authorize, () => this.authorize()) : nothing}
        </div>
      </form>
      <details style="margin-top:1rem">
        <summary>${m.settings.replace}</summary>
        <form @submit=${(e: Event) => (e.preventDefault(), this.saveConnection(connector, true))}>
          <fieldset ?disabled=${!session.mayChange}>
            <legend class="sr">${m.settings.credentials}</legend>
            ${credentialFields({ email: connector.auth.email ?? '', clientId: connector.auth.clientId ?? '', ...this.secrets, type }, this.fieldErrors, (change) => this.typed(() => (this.secrets = { ...this.secrets, ...change })), true)}
          </fieldset>
          ${this.button('credentials', m.settings.replace, () => this.saveConnection(connector, true), 'primary')}
        </form>
      </details>`;
  }

  private typed(change: () => void): void {
    this.show(change);
    router.protect(() => confirm(m.unsaved));
  }

  private async saveConnection(connector: Connector, withCredentials: boolean): Promise<void> {
    const auth = { email: connector.auth.email ?? '', clientId: connector.auth.clientId ?? '', ...this.secrets, type: this.secrets.type ?? connector.auth.type };
    const saved = await this.run(withCredentials ? 'credentials' : 'connection', async () => {
      await put(of(this.connector), {
        name: this.name?.name ?? connector.name,
        baseUrl: this.name?.baseUrl ?? connector.baseUrl,
        timeZone: connector.timeZone,
        ...(withCredentials ? { auth: credentials(auth) } : {}),
      });
      this.name = null;
      this.secrets = {};
      router.protect(Object.keys(this.draft).length === 0 ? null : () => confirm(m.unsaved));
      notify(m.saved);
      await this.refresh();
    });
    if (saved && withCredentials && auth.type !== 'oauth2') {
      await this.test();
    }
  }

  private async test(): Promise<void> {
    await this.run('test', async () => {
      const { account, version, missingPermissions } = await post<ConnectionTest>(of(this.connector, 'test'));
      const lacks = missingPermissions.length > 0;
      notify(`${m.settings.tested(account.displayName, version ?? '')} ${lacks ? m.settings.missingPermissions(missingPermissions.join(', ')) : ''}`, lacks ? 'bad' : 'good');
    });
  }

  private async authorize(): Promise<void> {
    await this.run('oauth', async () => {
      const { authorizationUrl } = await post<{ authorizationUrl: string }>(of(this.connector, 'oauth/start'));
      window.open(authorizationUrl, '_blank', 'noopener');
    });
  }

  // ---- end
  private end(connector: Connector): TemplateResult {
    return html`<p class="about">${m.settings.dangerText}</p>
      <fieldset ?disabled=${!session.mayChange} style="margin-top:.8rem">
        <legend class="sr">${m.settings.danger}</legend>
        <div class="checks">
          ${(['keep', 'purge'] as const).map((one) => html`<label><input type="radio" name="data" .checked=${this.data_ === one} @change=${() => (this.data_ = one)} />${m.settings[one]}</label>`)}
        </div>
      </fieldset>
      ${this.button('delete', m.settings.delete, () => this.delete(connector), 'danger')}`;
  }

  private async delete(connector: Connector): Promise<void> {
    if (await ask({ title: m.settings.deleteTitle(connector.name), text: this.data_ === 'purge' ? m.settings.purge : m.settings.keep, confirm: m.settings.delete, danger: true, typed: connector.name })) {
      await this.run('delete', async () => {
        const { warnings } = await remove<{ warnings: string[] }>(of(this.connector), { data: this.data_ });
        notify([m.settings.deleted, ...warnings].join(' '), warnings.length > 0 ? 'bad' : 'good');
        router.protect(null);
        router.go('/ui/');
      });
    }
  }
}

/** A fire in the connector's own zone; the viewer's is in its title. */
function inZone(wire: string, zone: string): TemplateResult {
  const date = new Date(`${wire}Z`);
  const text = (timeZone?: string): string => date.toLocaleString(language, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZone });
  return html`<time datetime=${date.toISOString()} title=${`${text()} · ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`}>${text(zone)}</time>`;
}

/** The fields of a cron that are looked at. */
const times = (cron: string): string => cron.trim().split(/\s+/).slice(0, 3).join(' ');
const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  notify(m.copied);
}

customElements.define('zenem-settings', SettingsTab);
