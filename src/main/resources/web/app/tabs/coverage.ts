// Is the copy complete? Jira's own count of each project beside ours, and what explains a difference.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post } from '../api';
import { ago, number } from '../format';
import { m } from '../messages';
import type { Coverage } from '../types';
import { card, DataView, pill, scroll } from '../view';

const KINDS: Record<string, string> = { complete: 'good', dead_letters: 'warn', different: 'bad', hidden: 'bad', gone: 'warn', unproven: 'plain' };

class CoverageCard extends DataView<Coverage> {
  protected load(): Promise<Coverage> {
    return get<Coverage>(of(this.connector, 'coverage'));
  }

  protected content(coverage: Coverage): TemplateResult | typeof nothing {
    return coverage.projects.length === 0
      ? nothing
      : card(
          m.coverage.title,
          html`<p class="about">${coverage.complete ? m.coverage.complete : m.coverage.text}</p>
            ${scroll(
              m.coverage.title,
              html`<table>
                <thead>
                  <tr><th scope="col">${m.coverage.project}</th><th scope="col">${m.coverage.state}</th><th scope="col" class="n">${m.coverage.jira}</th><th scope="col" class="n">${m.coverage.copy}</th><th scope="col">${m.coverage.proved}</th></tr>
                </thead>
                <tbody>
                  ${coverage.projects.map(
                    (one) => html`<tr>
                      <th scope="row">${one.projectKey ?? one.projectId}</th>
                      <td>${pill(m.coverage.states[one.state] ?? one.state, KINDS[one.state] ?? 'plain')}</td>
                      <td class="n">${number(one.jira)}</td><td class="n">${number(one.copy)}</td><td>${ago(one.provenAt)}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>`,
            )}`,
          this.button('prove', m.coverage.prove, () => this.prove()),
        );
  }

  private async prove(): Promise<void> {
    await this.run('prove', async () => {
      this.data = await post<Coverage>(of(this.connector, 'coverage'));
    });
  }
}

customElements.define('zenem-coverage', CoverageCard);
