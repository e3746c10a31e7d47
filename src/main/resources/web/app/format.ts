// How moments, numbers and spans read. The wire is UTC without a zone; people see their own zone, and UTC when they point at it.
import { html, nothing, type TemplateResult } from 'lit';
import { language, m } from './messages';

const whole = new Intl.NumberFormat(language);
const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
const hour = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

export const parse = (wire: string): Date => new Date(/(Z|[+-]\d{2}:\d{2})$/.test(wire) ? wire : `${wire}Z`);
export const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? m.none : whole.format(value);
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? m.none : share.format(value);

/** "3 minutes ago", "in 2 hours": to read; the moment itself is in its title. */
export function ago(wire: string | null | undefined): TemplateResult | string {
  return wire ? time(wire, relativeText(parse(wire))) : m.never;
}

/** The moment itself, in the viewer's zone. */
export function at(wire: string | null | undefined, seconds = false): TemplateResult | string {
  return wire ? time(wire, (seconds ? exact : moment).format(parse(wire))) : m.none;
}

/** A moment under a chart: as short as the step lets it be. */
export const timeOf = (wire: string, step: string): string => (step === 'day' ? day : hour).format(parse(wire));

/** A moment under a chart of runs, with its day. */
export const dayAndTime = (wire: string): string => parse(wire).toLocaleString(language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

function time(wire: string, text: string): TemplateResult {
  const date = parse(wire);
  return html`<time datetime=${date.toISOString()} title=${`${exact.format(date)} · ${utc(date)}`}>${text}</time>`;
}

export const utc = (date: Date): string => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export function relativeText(date: Date, now = Date.now()): string {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) {
    return seconds <= 0 ? m.justNow : relative.format(seconds, 'second');
  }
  if (size < 45 * 60) {
    return relative.format(Math.round(seconds / 60), 'minute');
  }
  if (size < 36 * 3600) {
    return relative.format(Math.round(seconds / 3600), 'hour');
  }
  return relative.format(Math.round(seconds / 86_400), 'day');
}

/** A span in its two largest units. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) {
    return m.units.seconds(s);
  }
  if (s < 3600) {
    return s % 60 === 0 ? m.units.minutes(s / 60) : `${m.units.minutes(Math.floor(s / 60))} ${m.units.seconds(s % 60)}`;
  }
  if (s < 86_400) {
    return `${m.units.hours(Math.floor(s / 3600))} ${m.units.minutes(Math.floor((s % 3600) / 60))}`;
  }
  return `${m.units.days(Math.floor(s / 86_400))} ${m.units.hours(Math.floor((s % 86_400) / 3600))}`;
}

export const between = (from: string | null, to: string | null): string =>
  from === null ? m.none : span(((to === null ? Date.now() : parse(to).getTime()) - parse(from).getTime()) / 1000);

/** Any value of a mapped target, as text. */
export function value(any: unknown): string {
  if (any === null || any === undefined || any === '') {
    return m.none;
  }
  if (Array.isArray(any)) {
    return any.length === 0 ? m.none : any.map(value).join(', ');
  }
  if (typeof any === 'object') {
    const known = any as Record<string, unknown>;
    return value(known['displayName'] ?? known['jiraKey'] ?? known['name'] ?? JSON.stringify(any));
  }
  return String(any);
}

export const code = (text: string | null | undefined): TemplateResult | typeof nothing =>
  text ? html`<code>${text}</code>` : nothing;
