// Which part of the site is copied: what it is, what would change, and Jira's own word beside the field that it does not like.
import { html, nothing, type TemplateResult } from 'lit';
import { get, of, post, put } from '../api';
import '../finder';
import { code, number } from '../format';
import { m } from '../messages';
import { router } from '../router';
import { session } from '../session';
import type { Scope, ScopeOutlook } from '../types';
import { ask, card, type Content, DataView, facts, field, notify, scroll } from '../view';
import { list } from './parts';

type Draft = Record<'projects' | 'issueTypes' | 'boards' | 'jql' | 'historyDays', string>;

const draftOf = (scope: Scope): Draft => ({
  projects: (scope.projects ?? []).join(', '),
  issueTypes: (scope.issueTypes ?? []).join(', '),
  boards: (scope.boards ?? []).join(', '),
  jql: scope.jql ?? '',
  historyDays: scope.historyDays === undefined ? '' : String(scope.historyDays),
});

function scopeOf(draft: Draft): Scope {
  return {
    projects: list(draft.projects),
    ...(draft.issueTypes.trim() === '' ? {} : { issueTypes: list(draft.issueTypes) }),
    ...(draft.boards.trim() === '' ? {} : { boards: list(draft.boards).map(Number) }),
    ...(draft.jql.trim() === '' ? {} : { jql: draft.jql.trim() }),
    ...(draft.historyDays.trim() === '' ? {} : { historyDays: Number(draft.historyDays) }),
  };
}

class ScopeTab extends DataView<Scope> {
  static override properties = { ...DataView.properties, plain: { type: Boolean } };
  /** Within the wizard: no head, and told when it was saved. */
  declare plain: boolean;
  /** What was typed; null while the form shows what is saved, and follows it. */
  private draft: Draft | null = null;
  /** What was saved when typing began. */
  private base = '';
  private outlook: ScopeOutlook | null = null;

  protected load(): Promise<Scope> {
    return get<Scope>(of(this.connector, 'scope'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.protect(null);
  }

  protected content(scope: Scope): TemplateResult {
    const draft = this.draft ?? draftOf(scope);
    const overtaken = this.draft !== null && this.base !== JSON.stringify(scope);
    const changed = JSON.stringify(scopeOf(draft)) !== JSON.stringify(scopeOf(draftOf(scope)));
    const form = html`<form @submit=${(e: Event) => (e.preventDefault(), this.save(scope))} style="max-width:46rem">
      <fieldset ?disabled=${!session.mayChange}>
        <legend class="sr">${m.tabs.scope}</legend>
        ${this.text(draft, 'projects', m.scope.projects, m.scope.projectsHint)} ${this.finder(draft, 'projects', 'projects', m.scope.findProjects)}
        ${this.plain ? html`<details ?open=${['issueTypes', 'boards', 'jql', 'historyDays'].some((name) => this.wrong(name) !== '')}><summary>${m.scope.narrow}</summary>${this.narrowing(draft)}</details>` : this.narrowing(draft)}
      </fieldset>
      ${overtaken ? html`<p class="notice warn" role="status">${m.scope.overtaken}</p>` : nothing}
      ${changed && scope.projects !== undefined ? this.difference(scope, scopeOf(draft)) : nothing}
      ${this.outlook === null ? nothing : this.counts(this.outlook)}
      <div class="actions">
        ${this.button('save', m.scope.save, () => this.save(scope), 'primary', !changed)}
        ${this.button('check', m.scope.check, () => this.check(draft), '', list(draft.projects).length === 0)}
        ${changed && scope.projects !== undefined ? html`<button type="button" class="button quiet" @click=${() => this.reset()}>${m.discard}</button>` : nothing}
        ${scope.projects === undefined ? html`<span class="about">${m.scope.first}</span>` : nothing}
      </div>
    </form>`;
    return this.plain ? form : html`<p class="lead" style="margin-bottom:1.25rem">${m.scope.lead}</p>${card(m.tabs.scope, form)}`;
  }

  /** All but the projects; none of it is needed. */
  private narrowing(draft: Draft): TemplateResult {
    return html`${this.text(draft, 'issueTypes', m.scope.types, m.scope.typesHint)} ${this.finder(draft, 'issueTypes', 'issue-types', m.scope.findTypes)}
        ${this.text(draft, 'boards', m.scope.boards, m.scope.boardsHint)} ${this.finder(draft, 'boards', 'boards', m.scope.findBoards)}
        ${field(
          m.scope.jql,
          (id, about) => html`<textarea id=${id} class="mono" rows="3" spellcheck="false" aria-describedby=${about} .value=${draft.jql} @input=${(e: InputEvent) => this.typed('jql', (e.target as HTMLTextAreaElement).value)}></textarea>`,
          m.scope.jqlHint,
          this.wrong('jql'),
        )}
        ${this.text(draft, 'historyDays', m.scope.history, m.scope.historyHint, 'number')}`;
  }

  /** An error of the field, or of one of its entries, as projects.0. */
  private wrong(name: string): string {
    return Object.entries(this.fieldErrors)
      .filter(([key]) => key === name || key.startsWith(`${name}.`) || key.startsWith(`${name}[`))
      .map(([, text]) => text)
      .join(' ');
  }

  private text(draft: Draft, name: keyof Draft, label: string, hint: string, type = 'text'): TemplateResult {
    return field(
      label,
      (id, about) => html`<input id=${id} type=${type} min="1" autocomplete="off" aria-describedby=${about} .value=${draft[name]} @input=${(e: InputEvent) => this.typed(name, (e.target as HTMLInputElement).value)} />`,
      hint,
      this.wrong(name),
    );
  }

  private finder(draft: Draft, name: keyof Draft, path: string, label: string): TemplateResult {
    return html`<zenem-finder
      .path=${of(this.connector, 'site', path)}
      .label=${label}
      .off=${!session.mayChange}
      .open=${name === 'projects' && this.data?.projects === undefined}
      .taken=${list(draft[name])}
      @picked=${(e: CustomEvent<string>) => this.typed(name, [...list((this.draft ?? draft)[name]), e.detail].join(', '))}
    ></zenem-finder>`;
  }

  private typed(name: keyof Draft, value: string): void {
    if (this.draft === null) {
      this.base = JSON.stringify(this.data);
    }
    this.show(() => ((this.draft = { ...(this.draft ?? draftOf(this.data!)), [name]: value }), (this.outlook = null)));
    router.protect(() => confirm(m.unsaved));
  }

  private reset(): void {
    this.show(() => ((this.draft = null), (this.outlook = null), (this.fieldErrors = {})));
    router.protect(null);
  }

  /** What Jira counts, before anything is saved. */
  private counts(outlook: ScopeOutlook): TemplateResult {
    return html`<section class="notice" aria-label=${m.scope.outlook}>
      <p><strong>${m.scope.about(number(outlook.issues))}</strong></p>
      ${scroll(
        m.scope.outlook,
        html`<table>
          <thead><tr><th scope="col">${m.coverage.project}</th><th scope="col" class="n">${m.coverage.jira}</th><th scope="col">${m.scope.types}</th></tr></thead>
          <tbody>
            ${outlook.projects.map(
              (one) => html`<tr><th scope="row">${one.projectKey}</th><td class="n">${number(one.issues)}</td><td class="wraps">${one.issueTypes.map((type) => `${type.name} ${number(type.issues)}`).join(', ')}</td></tr>`,
            )}
          </tbody>
        </table>`,
      )}
      ${outlook.notCounted > 0 ? html`<p>${m.scope.notCounted(outlook.notCounted)}</p>` : nothing}
      ${facts([[m.scope.asked, code(outlook.jql)]])}
    </section>`;
  }

  private async check(draft: Draft): Promise<void> {
    await this.run('check', async () => {
      this.outlook = null;
      this.outlook = await post<ScopeOutlook>(of(this.connector, 'scope/check'), scopeOf(draft));
    });
  }

  private difference(before: Scope, after: Scope): Content {
    const names = (scope: Scope): string[] => [...(scope.projects ?? []), ...(scope.issueTypes ?? []), ...(scope.boards ?? []).map((board) => `${m.sync.board} ${board}`), ...(scope.jql === undefined ? [] : [scope.jql])];
    const [old, now] = [names(before), names(after)];
    const out = old.filter((one) => !now.includes(one));
    const come = now.filter((one) => !old.includes(one));
    return html`<div class="notice ${out.length > 0 ? 'warn' : ''}">
      ${come.length === 0 ? nothing : html`<p><strong>+ </strong>${come.join(', ')}</p>`} ${out.length === 0 ? nothing : html`<p><strong>− </strong>${out.join(', ')}</p>`}
      <p>${out.length > 0 || come.length > 0 ? m.scope.removedText : m.scope.widened}</p>
    </div>`;
  }

  private async save(before: Scope): Promise<void> {
    const scope = scopeOf(this.draft ?? draftOf(before));
    await this.refresh();
    if (JSON.stringify(this.data) !== JSON.stringify(before)) {
      notify(m.scope.overtaken, 'bad');
      return;
    }
    if (before.projects !== undefined && !(await ask({ title: m.scope.saveTitle, text: this.difference(before, scope), confirm: m.scope.save }))) {
      return;
    }
    await this.run('save', async () => {
      this.data = await put<Scope>(of(this.connector, 'scope'), scope);
      this.draft = null;
      router.protect(null);
      notify(m.saved);
      this.dispatchEvent(new CustomEvent('saved', { bubbles: true }));
    });
  }
}

customElements.define('zenem-scope', ScopeTab);
