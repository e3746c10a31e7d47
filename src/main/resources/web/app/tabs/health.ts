// The connection: what Jira said last, what is left of its limits, what waits, and the webhook as Jira has it.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post } from '../api';
import { ago, at, code, number, span } from '../format';
import { m } from '../messages';
import { link } from '../router';
import type { Depth, Health, Limit } from '../types';
import { card, DataView, facts, notify, pill } from '../view';
import './metrics';

class HealthTab extends DataView<Health> {
  protected load(): Promise<Health> {
    return get<Health>(of(this.connector, 'health'));
  }

  protected override every(): number {
    return 10_000;
  }

  protected content(health: Health): TemplateResult {
    const kind = health.reachable ? 'good' : health.errorCode === null ? 'plain' : 'bad';
    return html`
      <section class=${`verdict ${kind}`} aria-label=${m.health.connection}>
        <span class=${`dot ${kind}`} aria-hidden="true"></span>
        <div>
          <h2>${health.reachable ? m.health.reachable : health.errorCode === null ? m.health.notAsked : m.health.unreachable}</h2>
          <p>${health.message}</p>
        </div>
        <button type="button" class="button" ?disabled=${this.busy !== null} @click=${() => this.probe()}>${this.busy === 'probe' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${m.health.probe}</button>
      </section>
      <div class="columns three">
        ${card(m.health.last, facts([
          [m.health.lastSuccess, ago(health.lastSuccessAt)],
          [m.health.lastError, ago(health.lastErrorAt)],
          [m.health.httpStatus, health.httpStatus ?? m.none],
          [m.health.errorCode, health.errorCode === null ? m.none : code(health.errorCode)],
          ...(health.retryAt ? [[m.health.retryAt, at(health.retryAt, true)] as [string, unknown]] : []),
        ]))}
        ${card(m.health.limits, this.limits(health))}
        ${card(m.health.queues, html`${depth(m.health.inbox, m.health.inboxText, health.inbox)}${depth(m.health.outbox, m.health.outboxText, health.changes)}`)}
        ${card(m.health.webhook, this.webhook(health), this.unregistered(health) ? html`<a class="button" href=${link(this.connector, 'settings')}>${m.settings.register}</a>` : this.button('check', m.health.check, () => this.check()), 'wide')}
        ${card(m.health.credential, this.credential(health))}
      </div>
      <zenem-metrics .connector=${this.connector}></zenem-metrics>
    `;
  }

  private limits({ rateLimits: limits }: Health): TemplateResult {
    return html`
      ${limits.pausedUntil ? html`<p class="notice warn">${m.health.paused} ${at(limits.pausedUntil, true)}</p>` : nothing}
      ${limits.burst === null && limits.quota === null ? html`<p class="muted">${m.health.noLimits}</p>` : nothing}
      ${meter(m.health.burst, limits.burst)}${meter(m.health.quota, limits.quota)}
      ${facts([
        [m.health.refusals, number(limits.events)],
        [m.health.last429, ago(limits.last429At)],
        [m.health.retryAfter, limits.retryAfterSec === null ? m.none : span(limits.retryAfterSec)],
      ])}
    `;
  }

  private webhook({ webhook, silence, indexLag }: Health): TemplateResult {
    if (!webhook) {
      return html`<p class="muted">${m.webhookStates['unregistered']}</p>`;
    }
    const kind = webhook.state === 'ok' ? 'good' : ['unknown', 'unregistered'].includes(webhook.state) ? 'plain' : 'bad';
    return html`
      <p>${pill(m.webhookStates[webhook.state] ?? webhook.state, kind)}</p>
      ${webhook.message === null || webhook.state === 'unregistered' ? nothing : html`<p>${webhook.message}</p>`}
      ${silence?.silent ? html`<p class="notice warn">${m.health.silent(span(silence.minutes * 60), span(silence.usualMinutes * 60))}</p>` : nothing}
      ${facts([
        [m.health.checked, ago(webhook.checkedAt)],
        ...(webhook.expiresAt ? [[m.health.expires, at(webhook.expiresAt)] as [string, unknown]] : []),
        ...(silence ? [[m.health.usualGap, span(silence.usualMinutes * 60)] as [string, unknown]] : []),
        ...(indexLag ? [[m.health.indexLag, indexLag.p99Ms === null ? m.none : span(indexLag.p99Ms / 1000)] as [string, unknown], [m.health.indexWait, span(indexLag.waitSeconds)] as [string, unknown]] : []),
      ])}
    `;
  }

  private unregistered({ webhook }: Health): boolean {
    return !webhook || webhook.state === 'unregistered';
  }

  private credential({ credential }: Health): TemplateResult {
    const left = credential?.daysLeft ?? null;
    return html`
      ${left === null ? html`<p class="about">${m.health.noExpiry}</p>` : html`<p>${pill(m.health.daysLeft(left), left <= 0 ? 'bad' : left <= 14 ? 'warn' : 'good')}</p>`}
      ${facts([
        [m.health.age, credential?.ageDays === null || credential === undefined ? m.none : m.units.days(credential.ageDays)],
        [m.health.expires, at(credential?.expiresAt)],
      ])}
    `;
  }

  private async probe(): Promise<void> {
    await this.run('probe', async () => {
      this.data = await get<Health>(of(this.connector, 'health'), { probe: true });
    });
  }

  private async check(): Promise<void> {
    await this.run('check', async () => {
      const checked = await post<{ state: string; message: string | null }>(of(this.connector, 'webhooks/check'));
      notify(checked.message ?? m.webhookStates[checked.state] ?? checked.state, checked.state === 'ok' ? 'good' : 'bad');
      await this.refresh();
    });
  }
}

const meter = (title: string, limit: Limit | null): TemplateResult | typeof nothing => {
  if (limit === null) {
    return nothing;
  }
  const share = limit.allowed ? (limit.remaining ?? limit.allowed) / limit.allowed : null;
  return html`<div class="meter">
    <p><span>${title}</span><span>${limit.allowed === null ? number(limit.remaining) : m.health.leftOf(number(limit.remaining), number(limit.allowed))}</span></p>
    ${share === null ? nothing : html`<meter min="0" max="1" low="0.2" optimum="1" .value=${share} aria-label=${title}></meter>`}
    <p class="about">${m.health.seen} ${ago(limit.seenAt)}${limit.resetsAt ? html`, ${m.health.resets} ${at(limit.resetsAt, true)}` : nothing}</p>
  </div>`;
};

const depth = (title: string, text: string, { pending, oldestAt }: Depth): TemplateResult =>
  html`<div class="depth"><p class="what">${number(pending)}</p><div><h3>${title}</h3><p class="about">${oldestAt === null ? text : html`${m.overview.oldest} ${ago(oldestAt)}`}</p></div></div>`;

customElements.define('zenem-health', HealthTab);
