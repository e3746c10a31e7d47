// One of many, by search: Vaadin's combo box in the page's own dress, with a second line about each choice.
import '@vaadin/combo-box';
import type { ComboBox } from '@vaadin/combo-box';
import { html, nothing, render, type TemplateResult } from 'lit';
import { View } from './view';

export interface Choice {
  value: string;
  text: string;
  about: string;
}

class Combo extends View {
  static override properties = {
    label: {},
    placeholder: {},
    value: {},
    choices: { attribute: false },
    off: { type: Boolean },
    clearable: { type: Boolean },
  };
  declare label: string;
  declare placeholder: string;
  declare value: string;
  declare choices: Choice[];
  declare off: boolean;
  declare clearable: boolean;

  protected override render(): TemplateResult {
    const shown = this.choices.some((one) => one.value === this.value) || this.value === '' ? this.choices : [{ value: this.value, text: this.value, about: '' }, ...this.choices];
    return html`<vaadin-combo-box
      accessible-name=${this.label}
      placeholder=${this.placeholder || nothing}
      item-value-path="value"
      item-label-path="text"
      item-id-path="value"
      .items=${shown}
      .value=${this.value}
      .disabled=${this.off}
      .clearButtonVisible=${this.clearable && !this.off}
      .renderer=${line}
      @value-changed=${(e: CustomEvent<{ value: string }>) => this.changed(e.detail.value)}
    ></vaadin-combo-box>`;
  }

  /** Choices that come after the value bring its text; where a person types they stay filtered: Vaadin's box would show all again. */
  protected override updated(changed: Map<string, unknown>): void {
    const box = this.querySelector<ComboBox<Choice>>('vaadin-combo-box');
    if (!changed.has('choices') || box === null) {
      return;
    }
    const found = this.choices.find((one) => one.value === this.value);
    if (found !== undefined) {
      box.selectedItem = found;
    }
    if (box.filter !== '') {
      const typed = box.filter.toLowerCase();
      box.filteredItems = this.choices.filter((one) => one.text.toLowerCase().includes(typed));
    }
  }

  private changed(value: string): void {
    if (value !== this.value) {
      this.dispatchEvent(new CustomEvent('chosen', { detail: value }));
    }
  }
}

function line(root: HTMLElement, _box: ComboBox, { item }: { item: Choice }): void {
  render(html`<span class="choice">${item.text}<span class="about">${item.about}</span></span>`, root);
}

customElements.define('zenem-combo', Combo);
