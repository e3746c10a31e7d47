// Who is who: accounts without a Zenem user first, with how much hangs on each; suggestions; the list of Zenem's users.
import { html, nothing, type TemplateResult } from 'lit';
import { all, get, of, post, put, type Page } from '../api';
import { number } from '../format';
import { m } from '../messages';
import { router } from '../router';
import { session } from '../session';
import type { JiraUser, ZenemUser } from '../types';
import { card, DataView, empty, field, notify, pill, scroll } from '../view';
import { pager } from './parts';

interface Loaded {
  accounts: Page<JiraUser>;
  zenem: Page<ZenemUser>;
}

type Match = { zenemEmail: string; jiraAccountId: string | null };

class Users extends DataView<Loaded> {
  private search = '';
  private unresolved = true;
  private page = 0;
  private typing = 0;
  /** What was typed, by account; kept while other pages are looked at. */
  private typed = new Map<string, { email: string; account: JiraUser }>();
  private refused: string[] = [];
  private pasted = '';

  protected async load(): Promise<Loaded> {
    const [accounts, zenem] = await Promise.all([
      get<Page<JiraUser>>(of(this.connector, 'users'), { search: this.search, unresolved: this.unresolved, page: this.page, size: 50 }),
      all<ZenemUser>(of(this.connector, 'zenem-users')),
    ]);
    return { accounts, zenem };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.protect(null);
  }

  /** What stands in an account's field: what was typed, who it is, or who it may be. */
  private shown(account: JiraUser, zenem: ZenemUser[]): string {
    return this.typed.get(account.accountId)?.email ?? account.zenemEmail ?? suggest(account, zenem)?.email ?? '';
  }

  /** What would be saved: the suggestions of this page, and what was typed on any. An emptied field takes a match back. */
  private chosen({ accounts, zenem }: Loaded): Match[] {
    const here = new Map(accounts.content.map((account) => [account.accountId, { email: this.shown(account, zenem.content), account }]));
    return [...new Map([...this.typed, ...here]).values()]
      .filter(({ email, account }) => email !== (account.zenemEmail ?? '') && !wrong(email))
      .map(({ email, account }) => (email === '' ? { zenemEmail: account.zenemEmail!, jiraAccountId: null } : { zenemEmail: email, jiraAccountId: account.accountId }));
  }

  protected content(data: Loaded): TemplateResult {
    const { accounts, zenem } = data;
    const chosen = this.chosen(data);
    return html`
      <p class="lead" style="margin-bottom:1.25rem">${m.users.lead}</p>
      ${zenem.totalElements === 0 ? this.importer(data) : nothing}
      ${card(
        m.users.accounts,
        html`<form class="filters" role="search" @submit=${(e: Event) => e.preventDefault()}>
            ${field(m.users.search, (id, about) => html`<input id=${id} type="search" aria-describedby=${about} .value=${this.search} @input=${(e: InputEvent) => this.find((e.target as HTMLInputElement).value)} />`)}
            <label class="check"><input type="checkbox" .checked=${this.unresolved} @change=${(e: Event) => this.only((e.target as HTMLInputElement).checked)} />${m.users.unresolved}</label>
          </form>
          ${accounts.totalElements === 0
            ? this.unresolved && this.search === ''
              ? empty(m.users.none, m.users.noneText)
              : empty(m.users.noAccounts, m.users.noAccountsText)
            : html`${scroll(
                m.users.accounts,
                html`<table class="stack">
                  <thead><tr><th scope="col">${m.users.account}</th><th scope="col" class="n">${m.users.items}</th><th scope="col">${m.users.zenem}</th><th scope="col">${m.users.by}</th></tr></thead>
                  <tbody>${accounts.content.map((account) => this.row(account, zenem.content))}</tbody>
                </table>`,
              )}
              <datalist id="zenem-users">${zenem.content.map((user) => html`<option value=${user.email}>${user.name}</option>`)}</datalist>
              ${pager(accounts, (to) => ((this.page = to), void this.refresh()))}`}
          ${this.refused.length === 0 ? nothing : html`<div class="notice bad" role="alert">${this.refused.map((text) => html`<p>${text}</p>`)}</div>`}
          ${accounts.totalElements === 0 && chosen.length === 0 ? nothing : html`<div class="actions">${this.button('confirm', chosen.length === 0 ? m.users.confirmNone : m.users.confirmAll(chosen.length), () => this.confirm(chosen), 'primary', chosen.length === 0)}</div>`}`,
        this.button('discover', m.users.discover, () => this.discover()),
      )}
      ${zenem.totalElements === 0 ? nothing : this.importer(data)}
    `;
  }

  /** First where nobody is known yet, because without them nothing matches. */
  private importer({ zenem }: Loaded): TemplateResult {
    const errors = (list: string): [string, string][] => Object.entries(this.fieldErrors).filter(([name]) => name.startsWith(list));
    return card(
      m.users.import,
      html`<p>${m.users.importText(zenem.totalElements)}</p>
        <details ?open=${zenem.totalElements === 0}>
          <summary>${m.users.paste}</summary>
          <form @submit=${(e: Event) => (e.preventDefault(), this.replace())}>
            ${field(
              m.users.list,
              (id, about) => html`<textarea id=${id} class="mono" rows="8" spellcheck="false" aria-describedby=${about} ?disabled=${!session.mayChange} .value=${this.pasted} placeholder=${m.users.example} @input=${(e: InputEvent) => this.paste((e.target as HTMLTextAreaElement).value)}></textarea>`,
              m.users.pasteHint,
              errors('users').map(([name, text]) => m.users.wrongEntry(read(this.pasted).users[Number(/\d+/.exec(name)?.[0] ?? -1)]?.email ?? name, text)).join(' '),
            )}
            ${this.pasted.trim() === '' ? nothing : html`<p class="about" role="status" style="margin-bottom:.6rem">${m.users.read(read(this.pasted).users.length, read(this.pasted).wrong)}</p>`}
            ${this.button('replace', m.users.replace, () => this.replace(), 'primary', read(this.pasted).users.length === 0)}
          </form>
        </details>`,
    );
  }

  private row(account: JiraUser, zenem: ZenemUser[]): TemplateResult {
    const email = this.shown(account, zenem);
    const suggested = account.zenemEmail === null && email !== '' && !this.typed.has(account.accountId);
    return html`<tr>
      <th scope="row" class="wraps">${account.displayName} ${account.active ? nothing : pill(m.users.inactive, 'plain')}<p class="about">${account.emailAddress ?? m.users.noEmail}</p></th>
      <td class="n" data-label=${m.users.items}>${number(account.items)}</td>
      <td style="min-width:17.5rem" class="field ${wrong(email) ? 'wrong' : ''}"><input list="zenem-users" type="email" autocomplete="off" aria-label=${`${m.users.zenem}: ${account.displayName}`} placeholder=${m.users.choose} ?disabled=${!session.mayChange} .value=${email} @input=${(e: InputEvent) => this.choose(account, (e.target as HTMLInputElement).value)} />${wrong(email) ? html`<p class="about" role="alert">${m.users.noAddress}</p>` : nothing}</td>
      <td>${suggested ? pill(m.users.suggestion, 'info') : account.mappedBy === null ? nothing : (m.users.byKinds[account.mappedBy] ?? account.mappedBy)}</td>
    </tr>`;
  }

  private choose(account: JiraUser, email: string): void {
    this.show(() => this.typed.set(account.accountId, { email: email.trim().toLowerCase(), account }));
    router.protect(() => confirm(m.unsaved));
  }

  private find(text: string): void {
    this.search = text.trim();
    this.page = 0;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.refresh(), 300);
  }

  private only(unresolved: boolean): void {
    this.unresolved = unresolved;
    this.page = 0;
    void this.refresh();
  }

  private paste(text: string): void {
    this.show(() => (this.pasted = text));
    router.protect(text === '' ? null : () => confirm(m.unsaved));
  }

  private async confirm(mappings: Match[]): Promise<void> {
    this.refused = [];
    const saved = await this.run('confirm', async () => {
      const { updated, warnings } = await put<{ updated: number; warnings: string[] }>(of(this.connector, 'user-mappings'), { mappings });
      this.typed.clear();
      router.protect(null);
      notify([m.users.confirmed(updated), ...warnings].join(' '));
      await this.refresh();
    });
    if (!saved) {
      this.show(() => (this.refused = Object.entries(this.fieldErrors).map(([name, text]) => m.users.wrongEntry(mappings[Number(/\d+/.exec(name)?.[0] ?? -1)]?.zenemEmail ?? name, text))));
    }
  }

  private async discover(): Promise<void> {
    await this.run('discover', async () => {
      const { jobId } = await post<{ jobId: string }>(of(this.connector, 'discover-users'));
      notify(m.sync.started(jobId));
    });
  }

  private async replace(): Promise<void> {
    await this.run('replace', async () => {
      const { users, mapped } = await put<{ users: number; mapped: number }>(of(this.connector, 'zenem-users'), { users: read(this.pasted).users });
      this.pasted = '';
      router.protect(null);
      notify(m.users.replaced(users, mapped));
      await this.refresh();
    });
  }
}

const wrong = (email: string): boolean => email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email);

/** A Zenem user of nearly the same name, who is nobody else's. */
function suggest(account: JiraUser, users: ZenemUser[]): ZenemUser | null {
  const plain = (text: string): string => text.normalize('NFD').replace(/[^\p{L} ]/gu, '').toLowerCase().split(' ').filter((word) => word !== '').sort().join(' ');
  const fits = users.filter((user) => user.jiraAccountId === null && (plain(user.name) === plain(account.displayName) || user.email === account.emailAddress?.toLowerCase()));
  return fits.length === 1 ? fits[0]! : null;
}

/** A pasted list: an email and a name on each line, in either order, with commas, semicolons or tabs. */
function read(text: string): { users: { email: string; name: string }[]; wrong: number } {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !/^e-?mail\b/i.test(line));
  const users = lines.flatMap((line) => {
    const parts = line.split(/[,;\t]/).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
    const email = parts.find((part) => part.includes('@'));
    return email === undefined ? [] : [{ email: email.toLowerCase(), name: parts.filter((part) => part !== email && part !== '').join(' ') || email }];
  });
  return { users, wrong: lines.length - users.length };
}

customElements.define('zenem-users', Users);
