// A mapping as it is edited: rules by target, attributes among them; and the proposal that a site's fields suggest.
import type { JiraField, Rule, Rules, SavedMapping } from '../types';

export type Entity = 'stories' | 'projects';
export type Draft = Record<Entity, Rules>;

/** Each target's type, by the words that the fields' targetTypes use. */
export const TARGETS: Record<string, string> = {
  name: 'string',
  title: 'string',
  description: 'text',
  status: 'status',
  priority: 'string',
  type: 'string',
  owner: 'user',
  assignee: 'user',
  reporter: 'user',
  storyPoints: 'number',
  startDate: 'date',
  dueDate: 'date',
  createdAt: 'datetime',
  updatedAt: 'datetime',
  resolvedAt: 'datetime',
  labels: 'array of string',
  components: 'array of string',
  parent: 'parent',
  sprints: 'array of sprints',
  releases: 'array of versions',
};

const COMMON = ['status', 'priority', 'type', 'description', 'startDate', 'dueDate', 'createdAt', 'updatedAt', 'resolvedAt', 'labels', 'components', 'parent'];
const OF: Record<Entity, string[]> = {
  stories: ['title', 'assignee', 'reporter', 'storyPoints', 'sprints', 'releases', ...COMMON],
  projects: ['name', 'owner', ...COMMON],
};
const ORDER = ['title', 'name', 'status', 'type', 'assignee', 'owner', 'reporter', 'storyPoints', 'priority', 'parent', 'sprints', 'releases', 'startDate', 'dueDate', 'labels', 'components', 'description', 'createdAt', 'updatedAt', 'resolvedAt'];

export const targetsOf = (entity: Entity, rules: Rules): string[] => [
  ...ORDER.filter((target) => OF[entity].includes(target)),
  ...Object.keys(rules).filter((target) => target.startsWith('attributes.')).sort(),
];

function flatRules(saved: Record<string, unknown>): Rules {
  const { attributes, ...rest } = saved;
  const own = Object.entries((attributes ?? {}) as Record<string, Rule | null>).map(([name, rule]) => [`attributes.${name}`, rule]);
  return Object.fromEntries([...Object.entries(rest), ...own].filter(([, rule]) => rule !== null)) as Rules;
}

export const flat = (saved: SavedMapping): Draft => ({ stories: flatRules(saved.stories), projects: flatRules(saved.projects) });

/** As the API takes it: attributes keep their full names, and what is empty is left out. */
export function wire(draft: Draft): Draft {
  const rules = (all: Rules): Rules =>
    Object.fromEntries(
      Object.entries(all).map(([target, { fieldId, fallbackFieldIds, type, enumMap }]) => [
        target,
        {
          fieldId,
          ...(fallbackFieldIds?.length ? { fallbackFieldIds } : {}),
          ...(type ? { type } : {}),
          ...(enumMap && Object.keys(enumMap).length > 0 ? { enumMap } : {}),
        },
      ]),
    );
  return { stories: rules(draft.stories), projects: rules(draft.projects) };
}

const BY_ID: Record<string, string> = {
  title: 'summary',
  name: 'summary',
  description: 'description',
  status: 'status',
  priority: 'priority',
  type: 'issuetype',
  owner: 'assignee',
  assignee: 'assignee',
  reporter: 'reporter',
  dueDate: 'duedate',
  createdAt: 'created',
  updatedAt: 'updated',
  resolvedAt: 'resolutiondate',
  labels: 'labels',
  components: 'components',
  parent: 'parent',
  releases: 'fixVersions',
};
const BY_NAME: Record<string, RegExp> = { storyPoints: /^story points?( estimate)?$/i, startDate: /^start date$/i, sprints: /^sprint$/i };

/** What the site's fields suggest: Jira's own fields by id, points, start and sprint by the names that Jira gives them. */
export function proposal(fields: JiraField[]): Draft {
  const rules = (entity: Entity): Rules => {
    const found: Rules = {};
    for (const target of OF[entity]) {
      const id = BY_ID[target];
      const named = BY_NAME[target];
      const fits = fields
        .filter((one) => (id !== undefined ? one.id === id : named!.test(one.name) && one.targetTypes.includes(TARGETS[target]!)))
        .sort((a, b) => (b.usageInSample ?? 0) - (a.usageInSample ?? 0));
      if (fits.length > 0) {
        found[target] = { fieldId: fits[0]!.id, ...(fits.length > 1 ? { fallbackFieldIds: fits.slice(1).map((one) => one.id) } : {}) };
      }
    }
    return found;
  };
  return { stories: rules('stories'), projects: rules('projects') };
}
