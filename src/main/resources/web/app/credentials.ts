// The three ways to sign in at Jira, as fields and as what the API takes.
import { html, nothing, type TemplateResult } from 'lit';
import { m } from './messages';
import { field } from './view';

export interface Secrets {
  type?: 'basic' | 'bearer' | 'oauth2';
  email?: string;
  apiToken?: string;
  token?: string;
  clientId?: string;
  clientSecret?: string;
  expiresAt?: string;
}

export function credentials(given: Secrets): Record<string, string> {
  const end: Record<string, string> = given.expiresAt ? { expiresAt: given.expiresAt.length === 10 ? `${given.expiresAt}T00:00:00` : given.expiresAt } : {};
  switch (given.type) {
    case 'bearer':
      return { type: 'bearer', token: given.token ?? '', ...end };
    case 'oauth2':
      return { type: 'oauth2', clientId: given.clientId ?? '', clientSecret: given.clientSecret ?? '', ...end };
    default:
      return { type: 'basic', email: given.email ?? '', apiToken: given.apiToken ?? '', ...end };
  }
}

export function credentialFields(given: Secrets, wrong: Record<string, string>, changed: (change: Secrets) => void, withEnd: boolean): TemplateResult {
  const text = (name: Exclude<keyof Secrets, 'type'>, label: string, type = 'text', hint = ''): TemplateResult =>
    field(
      label,
      (id, about) => html`<input id=${id} type=${type} autocomplete=${type === 'password' ? 'new-password' : 'off'} aria-describedby=${about} .value=${given[name] ?? ''} @input=${(e: InputEvent) => changed({ [name]: (e.target as HTMLInputElement).value })} />`,
      hint,
      wrong[`auth.${name}`] ?? '',
    );
  const type = given.type ?? 'basic';
  return html`${field(
      m.wizard.auth,
      (id, about) => html`<select id=${id} aria-describedby=${about} @change=${(e: Event) => changed({ type: (e.target as HTMLSelectElement).value as Secrets['type'] })}>
        ${Object.entries(m.settings.authKinds).map(([value, shown]) => html`<option value=${value} .selected=${value === type}>${shown}</option>`)}
      </select>`,
      '',
      wrong['auth'] ?? wrong['auth.type'] ?? '',
    )}
    <div class="grid2">
      ${type === 'basic' ? html`${text('email', m.settings.email)}${text('apiToken', m.settings.apiToken, 'password')}` : nothing}
      ${type === 'bearer' ? text('token', m.settings.pat, 'password') : nothing}
      ${type === 'oauth2' ? html`${text('clientId', m.settings.clientId)}${text('clientSecret', m.settings.clientSecret, 'password')}` : nothing}
      ${withEnd ? text('expiresAt', m.settings.expires, 'date', m.settings.expiresHint) : nothing}
    </div>`;
}
