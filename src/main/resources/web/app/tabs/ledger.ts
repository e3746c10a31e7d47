// What became of a sprint: its sums, its issues one by one, and what nobody can know of it.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of } from '../api';
import { at, code, number } from '../format';
import { m } from '../messages';
import type { LedgerSum, SprintLedger } from '../types';
import { DataView, pill, scroll } from '../view';

const KINDS: Record<string, string> = { completed: 'good', carried_over: 'warn', removed: 'plain' };

/** Of a sprint that runs, nothing is carried over yet. */
const outcome = (name: string, ledger: SprintLedger): string => (name === 'carried_over' && ledger.state === 'active' ? m.ledger.open : (m.ledger.outcomes[name] ?? name));

class Ledger extends DataView<SprintLedger> {
  static override properties = { ...DataView.properties, sprint: { type: Number } };
  declare sprint: number;

  protected override readonly once = true;

  protected load(): Promise<SprintLedger> {
    return get<SprintLedger>(of(this.connector, 'sprints', String(this.sprint), 'ledger'));
  }

  protected content(ledger: SprintLedger): TemplateResult {
    return html`<div class="inside">
      <p class="about">${m.ledger.about} ${at(ledger.startDate)} – ${at(ledger.until)}</p>
      ${scroll(m.ledger.sums, this.sums(ledger))}
      ${ledger.issues.length === 0 ? nothing : scroll(m.ledger.issues, this.issues(ledger))}
      <div><h3>${m.ledger.unknown}</h3><ul style="padding-left:1.2rem">${ledger.unknown.map((one) => html`<li>${one.message}</li>`)}</ul></div>
    </div>`;
  }

  private sums(ledger: SprintLedger): TemplateResult {
    const row = (name: string, sum: LedgerSum): TemplateResult => html`<tr><th scope="row">${name}</th><td class="n">${number(sum.issues)}</td><td class="n">${number(sum.points)}</td></tr>`;
    return html`<table>
      <thead><tr><th scope="col">${m.ledger.what}</th><th scope="col" class="n">${m.ledger.issues}</th><th scope="col" class="n">${m.ledger.points}</th></tr></thead>
      <tbody>
        ${row(m.ledger.committed, ledger.committed)} ${row(m.ledger.added, ledger.added)} ${row(m.ledger.removed, ledger.removed)}
        ${row(m.ledger.outcomes['completed']!, ledger.completed)} ${row(outcome('carried_over', ledger), ledger.carriedOver)}
        <tr><th scope="row">${m.ledger.reestimated}</th><td class="n">${m.none}</td><td class="n">${number(ledger.reestimated)}</td></tr>
      </tbody>
    </table>`;
  }

  private issues(ledger: SprintLedger): TemplateResult {
    return html`<table>
      <thead>
        <tr><th scope="col">${m.ledger.issue}</th><th scope="col">${m.ledger.outcome}</th><th scope="col">${m.ledger.came}</th><th scope="col" class="n">${m.ledger.pointsIn}</th><th scope="col" class="n">${m.ledger.pointsOut}</th><th scope="col">${m.ledger.changes}</th></tr>
      </thead>
      <tbody>
        ${ledger.issues.map(
          (one) => html`<tr>
            <th scope="row">${code(one.jiraKey)}</th>
            <td>${pill(outcome(one.outcome, ledger), KINDS[one.outcome] ?? 'plain')}</td>
            <td>${one.committed ? m.ledger.committed : at(one.addedAt)}</td>
            <td class="n">${number(one.pointsIn)}</td><td class="n">${number(one.pointsOut)}</td>
            <td class="wraps">${one.changes.length === 0 ? m.none : html`<ul style="padding-left:1.2rem">${one.changes.map((change) => html`<li>${m.ledger.steps[change.what] ?? change.what}, ${at(change.at)}${change.points === null ? nothing : ` (${number(change.points)})`}</li>`)}</ul>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('zenem-ledger', Ledger);
