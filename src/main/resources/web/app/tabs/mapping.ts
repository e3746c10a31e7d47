// How Jira's fields become Zenem's: every target with the field that fills it, what that field really has, and what would become of a
// sample; versions; nothing is ever overwritten.
import { html, nothing, type TemplateResult } from 'lit';
import '../combo';
import type { Choice } from '../combo';
import { get, of, post, put } from '../api';
import { ago, code, number, value } from '../format';
import { m } from '../messages';
import { router } from '../router';
import { session } from '../session';
import type { FieldValues, JiraField, MappingDiff, MappingTest, MappingVersion, Rule, Rules, SavedMapping } from '../types';
import { ask, card, type Content, DataView, facts, field, messageOf, notify, pill, scroll } from '../view';
import { type Draft, type Entity, flat, proposal, TARGETS, targetsOf, wire } from './mapping-draft';

interface Loaded {
  versions: MappingVersion[];
  outdated: number;
  active: SavedMapping | null;
}

/** The most of Jira's values that one rule shows; the admin adds others by name. */
const SHOWN = 50;
const ATTRIBUTES: Record<string, string> = { number: 'number', date: 'date', datetime: 'datetime', array: 'array' };
/** What an attribute of this field is most likely meant to be. */
const typeOf = (known: JiraField | undefined): string => ATTRIBUTES[known?.schema.type ?? ''] ?? 'string';
const STATUSES = ['NOT_STARTED', 'IN_PROGRESS', 'BLOCKED', 'DONE', 'CANCELLED'];

const short = (target: string, any: unknown): string => {
  const text = target === 'status' ? (m.statuses[String(any)] ?? value(any)) : value(any);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

class Mapping extends DataView<Loaded> {
  static override properties = { ...DataView.properties, plain: { type: Boolean } };
  /** Within the wizard: the proposal alone. */
  declare plain: boolean;
  private draft: Draft | null = null;
  private fields: JiraField[] | null = null;
  private fieldsError = '';
  private entity: Entity = 'stories';
  private changed = false;
  /** The version from which the draft began. */
  private base: string | null = null;
  private proposed = false;
  private versionName = '';
  private opened = new Set<string>();
  private tested: MappingTest | null = null;
  private compared: { version: string; lines: { target: string; before: string; after: string }[]; diff: MappingDiff | null } | null = null;
  private occurring = new Map<string, FieldValues | string>();
  private attribute = '';
  private attributeField = '';

  protected async load(): Promise<Loaded> {
    const { content, staleItems } = await get<{ content: MappingVersion[]; staleItems?: number }>(of(this.connector, 'mappings'));
    const current = content.find((version) => version.active);
    const active = current === undefined ? null : await get<SavedMapping>(of(this.connector, 'mappings', current.versionId));
    if (this.fields === null) {
      void this.learn();
    }
    return { versions: content, outdated: staleItems ?? 0, active };
  }

  /** The site's fields: at once without samples, then with them, which takes Jira a moment. */
  private async learn(): Promise<void> {
    try {
      const plain = await get<JiraField[]>(of(this.connector, 'fields'));
      this.show(() => (this.fields = plain));
      const sampled = await get<JiraField[]>(of(this.connector, 'fields'), { includeSamples: true });
      this.show(() => {
        this.fields = sampled;
        if (this.proposed && !this.changed) {
          this.draft = proposal(sampled);
        }
      });
    } catch (cause) {
      this.show(() => (this.fieldsError = messageOf(cause)));
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.protect(null);
  }

  protected content(data: Loaded): TemplateResult {
    if (!this.changed && data.active !== null && data.active.versionId !== this.base) {
      this.draft = flat(data.active);
      this.base = data.active.versionId;
      this.proposed = false;
      this.versionName = `v${data.versions.length + 1}`;
    }
    if (this.draft === null) {
      if (this.fields !== null) {
        this.draft = proposal(this.fields);
        this.proposed = true;
      }
      this.versionName = `v${data.versions.length + 1}`;
    }
    const draft = this.draft;
    const notes = html`${this.fieldsError === '' ? nothing : html`<p class="notice bad" role="alert">${m.mapping.fieldsAway} ${this.fieldsError}</p>`}
    ${this.proposed && !this.plain ? html`<p class="notice">${m.mapping.proposal}</p>` : nothing}
    ${this.changed && data.active !== null && data.active.versionId !== this.base ? html`<p class="notice warn" role="status">${m.mapping.overtaken(data.active.versionName, data.active.versionId)}</p>` : nothing}`;
    if (this.plain) {
      return html`${notes}${draft === null ? html`<p class="muted">${m.loading}</p>` : html`${this.switch()}${this.table(draft, data)}${this.testPanel()}${this.save(data)}`}`;
    }
    return html`
      <p class="lead" style="margin-bottom:1.25rem">${m.mapping.lead}</p>
      ${notes}
      ${data.outdated > 0 ? html`<div class="notice warn" style="display:flex;gap:1rem;align-items:center;flex-wrap:wrap"><span style="flex:1 1 15rem">${m.mapping.stale(data.outdated)}</span>${this.button('backfill', m.mapping.backfill, () => this.backfill())}</div>` : nothing}
      ${card(
        this.entity === 'stories' ? m.mapping.stories : m.mapping.projects,
        draft === null ? html`<p class="muted">${m.loading}</p>` : html`${this.switch()}${this.table(draft, data)}${this.save(data)}`,
        this.changed ? pill(m.mapping.unsaved, 'warn') : nothing,
      )}
      ${this.tested === null ? nothing : card(m.mapping.testTitle, this.testResult(this.tested))} ${card(m.mapping.versions, this.versions(data))}
    `;
  }

  private switch(): TemplateResult {
    return html`<div class="segments" role="group" aria-label=${m.mapping.target}>
      ${(['stories', 'projects'] as Entity[]).map(
        (one) => html`<button type="button" aria-pressed=${one === this.entity} @click=${() => this.show(() => (this.entity = one))}>${m.mapping[one]} <span class="about">${one === 'stories' ? m.mapping.storiesText : m.mapping.projectsText}</span></button>`,
      )}
    </div>`;
  }

  // ---- targets
  private table(draft: Draft, _data: Loaded): TemplateResult {
    const rules = draft[this.entity];
    return html`${scroll(
        m.mapping.target,
        html`<table class="stack">
          <thead>
            <tr><th scope="col">${m.mapping.target}</th><th scope="col">${m.mapping.source}</th><th scope="col">${m.mapping.samples}</th><th scope="col"><span class="sr">${m.mapping.details}</span></th></tr>
          </thead>
          <tbody>${targetsOf(this.entity, rules).map((target) => this.row(target, rules))}</tbody>
        </table>`,
      )}
      <form class="filters" style="margin-top:1rem" @submit=${(e: Event) => (e.preventDefault(), this.addAttribute())}>
        <div class="field" style="max-width:none;flex:1 1 15rem">
          <span class="label">${m.mapping.attributeField}</span>
          <zenem-combo .label=${m.mapping.attributeField} .placeholder=${m.mapping.choose} .value=${this.attributeField} .choices=${this.spare(rules)} .off=${!session.mayChange} @chosen=${(e: CustomEvent<string>) => this.chooseAttribute(e.detail)}></zenem-combo>
        </div>
        ${field(m.mapping.attributeName, (id, about) => html`<input id=${id} aria-describedby=${about} autocomplete="off" ?disabled=${!session.mayChange} .value=${this.attribute} @input=${(e: InputEvent) => this.show(() => (this.attribute = (e.target as HTMLInputElement).value.trim()))} />`, m.mapping.attributeHint)}
        ${this.button('attribute', m.mapping.addAttribute, () => this.addAttribute(), '', this.attributeField === '' || !/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(this.attribute))}
      </form>`;
  }

  private row(target: string, rules: Rules): TemplateResult {
    const rule = rules[target];
    const kind = TARGETS[target] ?? (rule?.type === 'array' ? 'array of string' : (rule?.type ?? 'string'));
    const known = this.fields?.find((one) => one.id === rule?.fieldId);
    const open = this.opened.has(`${this.entity}.${target}`);
    const name = target.startsWith('attributes.') ? target.slice('attributes.'.length) : (m.mapping.targets[target] ?? target);
    const required = target === 'title' || target === 'name';
    return html`<tr class=${open ? 'open' : ''} data-target=${target}>
        <th scope="row">${name}${required ? html` <span class="about">(${m.mapping.required})</span>` : nothing}<p class="about">${kind}</p></th>
        <td style="min-width:15rem">
          <zenem-combo
            .label=${`${m.mapping.source}: ${name}`}
            .placeholder=${m.mapping.notMapped}
            .value=${rule?.fieldId ?? ''}
            .choices=${this.choices(kind)}
            .off=${!session.mayChange}
            .clearable=${!required}
            @chosen=${(e: CustomEvent<string>) => this.choose(target, e.detail)}
          ></zenem-combo>
          ${this.wrong(target)}
        </td>
        <td class="wraps">
          ${rule === undefined ? nothing : html`${known?.samples?.slice(0, 3).map((sample) => html`<span class="sample wraps">${sample.length > 60 ? `${sample.slice(0, 60)}…` : sample}</span>`)}
          ${known?.sampledIssues === undefined ? nothing : html`<p class="about">${m.mapping.used(known.usageInSample ?? 0, known.sampledIssues)}</p>`}
          ${rule.fallbackFieldIds?.length ? html`<p class="about">${m.mapping.fallback}: ${rule.fallbackFieldIds.map((id) => this.nameOf(id)).join(', ')}</p>` : nothing}`}
        </td>
        <td>${rule === undefined ? nothing : html`<button type="button" class="link" aria-expanded=${open} @click=${() => this.toggle(target)}>${m.mapping.details}<span class="sr"> ${name}</span></button>`}</td>
      </tr>
      ${open && rule !== undefined ? html`<tr class="more"><td colspan="4"><div class="inside">${this.inside(target, rule, kind)}</div></td></tr>` : nothing}`;
  }

  private wrong(target: string): Content {
    const found = Object.entries(this.fieldErrors).filter(([key]) => key === `${this.entity}.${target}` || key.startsWith(`${this.entity}.${target}.`));
    return found.length === 0 ? nothing : html`<p class="about" role="alert" style="color:var(--bad)">${found.map(([, text]) => text).join(' ')}</p>`;
  }

  private nameOf = (id: string): string => this.fields?.find((one) => one.id === id)?.name ?? id;

  private choices(kind: string): Choice[] {
    const fits = (one: JiraField): boolean => one.targetTypes.includes(kind);
    return (this.fields ?? []).filter(fits).map((one) => this.choice(one));
  }

  private choice(one: JiraField): Choice {
    const about = [one.schema.type ?? '', one.sampledIssues === undefined ? '' : m.mapping.used(one.usageInSample ?? 0, one.sampledIssues), (one.samples ?? []).slice(0, 2).join(', ').slice(0, 60)];
    return { value: one.id, text: one.name, about: about.filter((part) => part !== '').join(' · ') };
  }

  private change(target: string, rule: Rule | undefined): void {
    const rules = { ...this.draft![this.entity] };
    if (rule === undefined && !target.startsWith('attributes.')) {
      delete rules[target];
    } else if (rule === undefined) {
      delete rules[target];
    } else {
      rules[target] = rule;
    }
    this.show(() => {
      this.draft = { ...this.draft!, [this.entity]: rules };
      this.changed = true;
      this.tested = null;
    });
    if (!this.plain) {
      router.protect(() => confirm(m.unsaved));
    }
  }

  private choose(target: string, fieldId: string): void {
    const before = this.draft![this.entity][target];
    this.change(target, fieldId === '' ? undefined : { ...(before?.type ? { type: before.type } : {}), ...(before?.fieldId === fieldId ? before : {}), fieldId });
  }

  /** Fields that no rule reads yet, the site's own first. */
  private spare(rules: Rules): Choice[] {
    const read = new Set(Object.values(rules).map((rule) => rule.fieldId));
    const free = (this.fields ?? []).filter((one) => !read.has(one.id));
    return [...free.filter((one) => one.custom), ...free.filter((one) => !one.custom)].map((one) => this.choice(one));
  }

  /** The field's name, as an attribute may be called. */
  private chooseAttribute(fieldId: string): void {
    const words = this.nameOf(fieldId).normalize('NFD').replace(/[^A-Za-z0-9 ]/g, '').split(' ').filter((word) => word !== '');
    const name = words.map((word, i) => (i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join('');
    this.show(() => {
      this.attributeField = fieldId;
      this.attribute = fieldId === '' ? '' : name.replace(/^[^A-Za-z]+/, '').slice(0, 64);
    });
  }

  private addAttribute(): void {
    const target = `attributes.${this.attribute}`;
    this.change(target, { fieldId: this.attributeField, type: typeOf(this.fields?.find((one) => one.id === this.attributeField)) });
    this.show(() => {
      this.attribute = '';
      this.attributeField = '';
      this.opened.add(`${this.entity}.${target}`);
    });
    void this.updateComplete.then(() => this.querySelector(`[data-target='${target}']`)?.scrollIntoView({ block: 'center' }));
  }

  private toggle(target: string): void {
    const key = `${this.entity}.${target}`;
    this.show(() => (this.opened.has(key) ? this.opened.delete(key) : this.opened.add(key)));
  }

  // ---- details of one rule
  private inside(target: string, rule: Rule, kind: string): TemplateResult {
    const others = rule.fallbackFieldIds ?? [];
    return html`
      ${facts([[m.mapping.source, html`${this.nameOf(rule.fieldId)} ${code(rule.fieldId)}`]])}
      ${target.startsWith('attributes.')
        ? field(
            m.mapping.attributeType,
            (id, about) => html`<select id=${id} aria-describedby=${about} ?disabled=${!session.mayChange} @change=${(e: Event) => this.change(target, { ...rule, type: (e.target as HTMLSelectElement).value })}>
              ${['string', 'text', 'number', 'boolean', 'date', 'datetime', 'array'].map((type) => html`<option value=${type} .selected=${type === (rule.type ?? 'string')}>${type}</option>`)}
            </select>`,
          )
        : nothing}
      <div>
        <p class="label">${m.mapping.fallback}</p>
        ${others.map((id) => html`<p>${this.nameOf(id)} <button type="button" class="link" ?disabled=${!session.mayChange} @click=${() => this.change(target, { ...rule, fallbackFieldIds: others.filter((other) => other !== id) })}>${m.remove}<span class="sr"> ${this.nameOf(id)}</span></button></p>`)}
        <zenem-combo .label=${`${m.mapping.fallback}: ${target}`} .placeholder=${m.mapping.choose} .value=${''} .choices=${this.choices(kind).filter((one) => one.value !== rule.fieldId && !others.includes(one.value))} .off=${!session.mayChange} @chosen=${(e: CustomEvent<string>) => e.detail !== '' && this.change(target, { ...rule, fallbackFieldIds: [...others, e.detail] })}></zenem-combo>
        <p class="about">${m.mapping.fallbackHint}</p>
      </div>
      ${['status', 'priority', 'type'].includes(target) || (target.startsWith('attributes.') && (rule.type ?? 'string') === 'string') ? this.enumEditor(target, rule) : nothing}
    `;
  }

  /** Jira's values, those that really occur first, and what each becomes. */
  private enumEditor(target: string, rule: Rule): TemplateResult {
    const map = rule.enumMap ?? {};
    const found = [rule.fieldId, ...(rule.fallbackFieldIds ?? [])].map((id) => this.valuesOf(id));
    const counted = found.filter((one): one is FieldValues => typeof one === 'object');
    const issues = new Map<string, number>();
    counted.forEach((one) => one.values.forEach(({ value, issues: n }) => issues.set(value, (issues.get(value) ?? 0) + n)));
    const seen = [...issues.keys()].slice(0, SHOWN);
    const more = issues.size - seen.length + counted.reduce((sum, one) => sum + one.omitted, 0);
    const unknown = (this.tested?.enumWarnings ?? []).filter((one) => one.entity === this.entity && one.field === target).map((one) => one.jiraValue);
    const values = [...new Set([...seen, ...Object.keys(map), ...unknown])];
    const set = (jira: string, zenem: string): void => {
      const { [jira]: _, ...rest } = map;
      this.change(target, { ...rule, enumMap: zenem === '' ? rest : { ...rest, [jira]: zenem } });
    };
    return html`<div>
      <p class="label">${m.mapping.enumTitle}</p>
      <p class="about">${target === 'status' ? m.mapping.enumHint : m.mapping.enumHintText} ${counted.length > 0 ? m.mapping.valuesCounted(Math.max(...counted.map((one) => one.sampledIssues))) : nothing}</p>
      ${found.map((one) => (typeof one === 'string' ? html`<p class="about">${one === '' ? m.loading : html`${m.mapping.valuesAway} ${one}`}</p>` : nothing))}
      <table>
        <thead><tr><th scope="col">${m.mapping.jiraValue}</th><th scope="col">${m.mapping.zenemValue}</th></tr></thead>
        <tbody>
          ${values.map(
            (jira) => html`<tr><th scope="row">${jira}${issues.has(jira) ? html` <span class="about">${m.mapping.occurs(issues.get(jira)!)}</span>` : nothing}</th><td>
              ${target === 'status'
                ? html`<select aria-label=${jira} ?disabled=${!session.mayChange} @change=${(e: Event) => set(jira, (e.target as HTMLSelectElement).value)}>
                    <option value="">${m.mapping.byCategory}</option>
                    ${STATUSES.map((status) => html`<option value=${status} .selected=${map[jira] === status}>${m.statuses[status]}</option>`)}
                  </select>`
                : html`<input aria-label=${jira} ?disabled=${!session.mayChange} placeholder=${jira} .value=${map[jira] ?? ''} @change=${(e: Event) => set(jira, (e.target as HTMLInputElement).value.trim())} />`}
            </td></tr>`,
          )}
        </tbody>
      </table>
      ${more > 0 ? html`<p class="about">${m.mapping.valuesMore(more)}</p>` : nothing}
      <form class="filters" style="margin:.6rem 0 0" @submit=${(e: Event) => this.addValue(e, set, target)}>
        <input name="value" aria-label=${m.mapping.addValue} placeholder=${m.mapping.addValue} style="max-width:16rem" ?disabled=${!session.mayChange} />
        <button type="submit" class="button" ?disabled=${!session.mayChange}>${m.add}</button>
      </form>
    </div>`;
  }

  /** What a field really has: asked once; the empty text while it is on its way, or why it did not come. */
  private valuesOf(fieldId: string): FieldValues | string {
    const known = this.occurring.get(fieldId);
    if (known === undefined) {
      this.occurring.set(fieldId, '');
      get<FieldValues>(of(this.connector, 'fields', fieldId, 'values'))
        .catch(messageOf)
        .then((came) => this.show(() => this.occurring.set(fieldId, came)));
    }
    return known ?? '';
  }

  private addValue(event: Event, set: (jira: string, zenem: string) => void, target: string): void {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem('value') as HTMLInputElement;
    const jira = input.value.trim();
    if (jira !== '') {
      set(jira, target === 'status' ? 'IN_PROGRESS' : jira);
      input.value = '';
    }
  }

  // ---- test and save
  private save(data: Loaded): TemplateResult {
    return html`<div class=${`filters ${this.changed || this.plain ? 'closing' : ''}`} style="margin:1.25rem 0 0">
      ${field(m.mapping.name, (id, about) => html`<input id=${id} aria-describedby=${about} maxlength="100" ?disabled=${!session.mayChange} .value=${this.versionName} @input=${(e: InputEvent) => (this.versionName = (e.target as HTMLInputElement).value)} />`, '', this.fieldErrors['versionName'] ?? '')}
      ${this.button('test', m.mapping.test, () => this.test())}
      ${this.button('save', this.plain ? m.wizard.useProposal : m.mapping.save, () => this.store(), 'primary', !this.changed && data.active !== null)}
      ${this.changed && !this.plain ? html`<button type="button" class="button quiet" @click=${() => this.reset()}>${m.discard}</button>` : nothing}
    </div>`;
  }

  private testPanel(): Content {
    return this.tested === null ? nothing : this.testResult(this.tested);
  }

  private reset(): void {
    router.protect(null);
    this.show(() => {
      this.draft = null;
      this.base = null;
      this.changed = false;
      this.tested = null;
      this.fieldErrors = {};
    });
  }

  private async test(): Promise<void> {
    await this.run('test', async () => {
      this.tested = await post<MappingTest>(of(this.connector, 'mappings/test'), { sampleSize: 50, samples: 8, mapping: wire(this.draft!) });
    });
    await this.updateComplete;
    this.querySelector('.test-result')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }

  private async store(): Promise<void> {
    await this.run('save', async () => {
      const { versionId } = await put<{ versionId: string }>(of(this.connector, 'mappings'), { versionName: this.versionName, ...wire(this.draft!) });
      this.changed = false;
      this.proposed = false;
      this.base = versionId;
      router.protect(null);
      notify(m.mapping.savedAs(versionId));
      this.dispatchEvent(new CustomEvent('saved', { bubbles: true }));
      await this.refresh();
      this.versionName = `v${(this.data?.versions.length ?? 0) + 1}`;
    });
  }

  private async backfill(): Promise<void> {
    await this.run('backfill', async () => {
      const { jobId } = await post<{ jobId: string }>(of(this.connector, 'sync/backfill'));
      notify(m.sync.started(jobId));
    });
  }

  private testResult(test: MappingTest): TemplateResult {
    const rows = test.samples;
    return html`<div class="test-result">
      <p>${pill(`${test.coveragePct} %`, test.coveragePct >= 95 ? 'good' : test.coveragePct >= 70 ? 'warn' : 'bad')} ${m.mapping.testResult(test.mapped, test.sampled)}</p>
      ${test.enumWarnings.length === 0
        ? nothing
        : html`<h3 style="margin-top:1rem">${m.mapping.unknownValues}</h3>
            <ul style="padding-left:1.2rem">${test.enumWarnings.map((one) => html`<li>${m.mapping[one.entity as Entity] ?? one.entity}, ${m.mapping.targets[one.field] ?? one.field}: “${one.jiraValue}” ${m.mapping.becomes} ${m.statuses[one.mappedTo] ?? one.mappedTo}</li>`)}</ul>`}
      ${test.warnings.length === 0 ? nothing : html`<h3 style="margin-top:1rem">${m.mapping.problems}</h3><ul style="padding-left:1.2rem">${test.warnings.map((one) => html`<li>${one.field === null ? nothing : `${m.mapping.targets[one.field] ?? one.field}: `}${one.problem} <span class="about">${m.mapping.issues(one.issues)}</span></li>`)}</ul>`}
      <h3 style="margin-top:1rem">${m.mapping.coverageTitle}</h3>
      <ul class="coverage">
        ${test.fields.map(
          (one) => html`<li><span>${m.mapping[one.entity as Entity] ?? one.entity}: ${m.mapping.targets[one.target] ?? one.target}</span><meter min="0" max="100" low="1" .value=${one.coveragePct} aria-label=${`${one.entity} ${one.target}`}></meter><span class="n">${number(one.present)}/${number(one.sampled)}</span></li>`,
        )}
      </ul>
      ${scroll(
        m.mapping.testTitle,
        html`<table style="margin-top:1rem">
          <thead><tr><th scope="col">${m.logs.key}</th><th scope="col">${m.mapping.targets['type']}</th><th scope="col">${m.mapping.targets['title']}</th><th scope="col">${m.mapping.targets['status']}</th><th scope="col">${m.mapping.targets['assignee']}</th><th scope="col" class="n">${m.mapping.targets['storyPoints']}</th></tr></thead>
          <tbody>
            ${rows.map((one) => {
              const item = one.story ?? one.project ?? {};
              return html`<tr><th scope="row">${one.jiraKey}</th><td>${one.issueType}</td><td class="wraps">${value(item['title'] ?? item['name'])}</td><td>${m.statuses[String(item['status'])] ?? value(item['status'])}</td><td class="wraps">${value(item['assignee'] ?? item['owner'])}</td><td class="n">${value(item['storyPoints'])}</td></tr>`;
            })}
          </tbody>
        </table>`,
      )}
    </div>`;
  }

  // ---- versions
  private versions({ versions, active }: Loaded): TemplateResult {
    return versions.length === 0
      ? html`<p class="muted">${m.mapping.noVersions}</p>`
      : html`${scroll(
          m.mapping.versions,
          html`<table>
            <thead><tr><th scope="col">${m.mapping.version}</th><th scope="col">${m.settings.name}</th><th scope="col">${m.mapping.created}</th><th scope="col" class="n">${m.mapping.rows}</th><th scope="col"><span class="sr">${m.mapping.details}</span></th></tr></thead>
            <tbody>
              ${versions.map(
                (one) => html`<tr>
                  <th scope="row">${one.versionId} ${one.active ? pill(m.mapping.active, 'good') : nothing}</th><td>${one.versionName}</td><td>${ago(one.createdAt)}</td><td class="n">${number(one.items)}</td>
                  <td style="white-space:nowrap">${one.active || active === null ? nothing : html`<button type="button" class="link" @click=${() => this.compare(one, active)}>${m.mapping.compare}<span class="sr"> ${one.versionName}</span></button>${this.compared?.version === one.versionId ? nothing : html`&emsp;${this.activator(one)}`}`}</td>
                </tr>
                ${this.compared?.version === one.versionId ? html`<tr class="more"><td colspan="5"><div class="inside">${this.difference(one)}</div></td></tr>` : nothing}`,
              )}
            </tbody>
          </table>`,
        )}`;
  }

  private activator(version: MappingVersion): TemplateResult {
    return this.button(`activate-${version.versionId}`, m.mapping.activate, () => this.activate(version));
  }

  private difference(version: MappingVersion): TemplateResult {
    const { lines, diff } = this.compared!;
    return html`${lines.length === 0
      ? html`<p>${m.mapping.sameRules}</p>`
      : html`<ul style="list-style:none">${lines.map((line) => html`<li><strong>${line.target}</strong>: <del>${line.before}</del> → <ins>${line.after}</ins></li>`)}</ul>`}
    ${diff === null ? (this.busy === 'compare' ? html`<p class="about">${m.loading}</p>` : nothing) : this.effects(diff)}
    <div class="actions">${this.activator(version)}</div>`;
  }

  /** What the other version would change in a sample: by field, and some rows. */
  private effects(diff: MappingDiff): TemplateResult {
    const name = (entity: string, target: string): string => `${m.mapping[entity as Entity] ?? entity}: ${m.mapping.targets[target] ?? target}`;
    const touched = diff.fields.filter((one) => one.changed > 0 || one.before !== one.after);
    return html`<p>${m.mapping.diffText(diff.changed, diff.sampled)}</p>
      ${touched.length === 0
        ? nothing
        : scroll(
            m.mapping.diffTitle,
            html`<table>
              <thead><tr><th scope="col">${m.mapping.target}</th><th scope="col" class="n">${m.mapping.mappedBefore}</th><th scope="col" class="n">${m.mapping.mappedAfter}</th><th scope="col" class="n">${m.mapping.changes}</th></tr></thead>
              <tbody>
                ${touched.map((one) => html`<tr><th scope="row">${name(one.entity, one.field)}</th><td class="n">${number(one.before)}</td><td class="n">${number(one.after)}</td><td class="n">${number(one.changed)}</td></tr>`)}
              </tbody>
            </table>`,
          )}
      ${diff.examples.length === 0
        ? nothing
        : html`<p class="label">${m.mapping.examples}</p>
            <ul style="list-style:none">${diff.examples.map((one) => html`<li><strong>${one.jiraKey}</strong> ${name(one.entity, one.field)}: <del>${short(one.field, one.before)}</del> → <ins>${short(one.field, one.after)}</ins></li>`)}</ul>`}`;
  }

  private async compare(version: MappingVersion, active: SavedMapping): Promise<void> {
    if (this.compared?.version === version.versionId) {
      this.show(() => (this.compared = null));
      return;
    }
    await this.run('compare', async () => {
      const other = flat(await get<SavedMapping>(of(this.connector, 'mappings', version.versionId)));
      const now = flat(active);
      const lines = (['stories', 'projects'] as Entity[]).flatMap((entity) =>
        [...new Set([...Object.keys(now[entity]), ...Object.keys(other[entity])])]
          .map((target) => ({ target: `${m.mapping[entity]}: ${m.mapping.targets[target] ?? target}`, before: this.words(now[entity][target]), after: this.words(other[entity][target]) }))
          .filter((line) => line.before !== line.after),
      );
      this.show(() => (this.compared = { version: version.versionId, lines, diff: null }));
      // a POST, which viewers may not send; they see how the rules differ
      if (session.mayChange) {
        const diff = await post<MappingDiff>(of(this.connector, 'mappings/diff'), { from: active.versionId, to: version.versionId, samples: 12 });
        this.compared = { version: version.versionId, lines, diff };
      }
    });
  }

  private words(rule: Rule | undefined): string {
    if (rule === undefined) {
      return m.mapping.notMapped;
    }
    const map = Object.entries(rule.enumMap ?? {}).sort().map(([jira, zenem]) => `${jira} → ${zenem}`);
    return [[rule.fieldId, ...(rule.fallbackFieldIds ?? [])].map(this.nameOf).join(', '), ...(map.length > 0 ? [`(${map.join(', ')})`] : [])].join(' ');
  }

  private async activate(version: MappingVersion): Promise<void> {
    if (await ask({ title: m.mapping.activateTitle(version.versionName), text: m.mapping.activateText, confirm: m.mapping.activate })) {
      await this.run(`activate-${version.versionId}`, async () => {
        await post(of(this.connector, 'mappings', version.versionId, 'activate'));
        this.compared = null;
        await this.refresh();
      });
    }
  }
}

customElements.define('zenem-mapping', Mapping);
