// What can be chosen at Jira, by search: a text is typed, what Jira has appears, and a click puts it into the field above.
import { html, nothing, type TemplateResult } from 'lit';
import { get, maybe, type Page } from './api';
import { m } from './messages';
import { View } from './view';

export interface Found {
  id: string | number;
  key?: string;
  name: string;
}

class Finder extends View {
  static override properties = { path: {}, label: {}, off: { type: Boolean }, open: { type: Boolean }, taken: { attribute: false } };
  /** The path of the list at the API. */
  declare path: string;
  declare label: string;
  declare off: boolean;
  /** Shows what there is without being asked. */
  declare open: boolean;
  /** What stands in the field already. */
  declare taken: string[];
  private found: Page<Found> | null = null;
  private asked = false;
  private typing = 0;
  private round = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('open') && this.open && !this.off && !this.asked) {
      this.search('', 0);
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.off
      ? nothing
      : html`<div class="finder">
          <input type="search" aria-label=${this.label} placeholder=${this.label} autocomplete="off" @focus=${() => this.search('', 0)} @input=${(e: InputEvent) => this.search((e.target as HTMLInputElement).value)} />
          <div role="status">${this.result()}</div>
        </div>`;
  }

  private result(): TemplateResult | typeof nothing {
    if (!this.asked) {
      return nothing;
    }
    const open = this.found?.content.filter((one) => !this.taken.includes(word(one))) ?? [];
    return open.length === 0
      ? html`<p class="about">${this.found === null ? m.scope.notFound : m.scope.nothingFound}</p>`
      : html`<ul class="found">
          ${open.map((one) => html`<li><button type="button" class="button" @click=${() => this.pick(one)}>${word(one)}${word(one) === one.name ? nothing : html` <span class="muted">${one.name}</span>`}</button></li>`)}
          ${this.found!.totalElements > this.found!.content.length ? html`<li class="about">${m.scope.more(this.found!.totalElements - this.found!.content.length)}</li>` : nothing}
        </ul>`;
  }

  private search(text: string, wait = 300): void {
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => void this.ask(text.trim()), wait);
  }

  private async ask(search: string): Promise<void> {
    const round = ++this.round;
    const found = await maybe(get<Page<Found>>(this.path, { search, size: 20 }));
    if (round === this.round) {
      this.show(() => ((this.found = found), (this.asked = true)));
    }
  }

  private pick(one: Found): void {
    this.dispatchEvent(new CustomEvent('picked', { detail: word(one) }));
    this.requestUpdate();
  }
}

/** What the field holds of it: a project's key, a board's id, a type's name. */
function word(one: Found): string {
  return one.key ?? (typeof one.id === 'number' ? String(one.id) : one.name);
}

customElements.define('zenem-finder', Finder);
