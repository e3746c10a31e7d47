// The answers of the API, as its OpenAPI document has them; only what the page reads.
type Moment = string | null;

export interface Connector {
  id: string;
  name: string;
  baseUrl: string;
  auth: { type: 'basic' | 'bearer' | 'oauth2'; email?: string; clientId?: string; cloudId?: string | null; authorized?: boolean; expiresAt?: string };
  timeZone: string;
  scopeSaved: boolean;
  mappingActive: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface Limit {
  reason: string | null;
  allowed: number | null;
  remaining: number | null;
  resetsAt: Moment;
  seenAt: string;
  last429At: Moment;
  retryAfterSec: number | null;
  events: number;
}

export interface Depth {
  pending: number;
  oldestAt: Moment;
}

export interface Health {
  reachable: boolean;
  lastSuccessAt: Moment;
  lastErrorAt: Moment;
  httpStatus: number | null;
  retryAt?: Moment;
  rateLimitRemaining: number | null;
  errorCode: string | null;
  message: string;
  rateLimits: { reason: string | null; burst: Limit | null; quota: Limit | null; last429At: Moment; retryAfterSec: number | null; events: number; pausedUntil: Moment };
  inbox: Depth;
  changes: Depth;
  webhook?: { state: string; checkedAt: Moment; expiresAt: Moment; message: string | null };
  silence?: { silent: boolean; lastEventAt: string; minutes: number; usualMinutes: number; limitMinutes: number } | null;
  indexLag?: { samples: number; p50Ms: number | null; p99Ms: number | null; waitSeconds: number; fixed: boolean };
  credential?: { ageDays: number | null; expiresAt: Moment; daysLeft: number | null };
}

export interface WebhookStatus {
  registered: boolean;
  mode: 'jira' | 'manual' | 'dynamic' | null;
  enabled: boolean;
  secretSet: boolean;
  expiresAt?: Moment;
  state?: string | null;
  checkedAt?: Moment;
  callbackUrl: string;
  registeredAt: Moment;
  rotatedAt: Moment;
  lastEventAt: Moment;
  events24h: number;
  duplicates24h: number;
  pending: number;
  rejected24h: number;
  rejectedReasons24h: Record<string, number>;
  lastRejectedAt: Moment;
  outcomes24h: Record<string, number>;
  completeness7d: number | null;
}

export interface Drift {
  missed: number;
  stale: number;
  deleted: number;
}

export interface Incomplete {
  entity: string;
  board?: number;
  project?: string;
  sprint?: number;
  httpStatus: number | null;
}

export interface JobSummary {
  jobId: string;
  kind: string;
  status: 'QUEUED' | 'RUNNING' | 'NEEDS_CONFIRMATION' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  trigger: string;
  request: Record<string, unknown>;
  createdAt: string;
  startedAt: Moment;
  finishedAt: Moment;
  requests: number;
  progress: { pages: number; issuesFetched: number; issuesExpected?: number | null; upserts: number; usersFetched?: number; entitiesSent?: number; entities?: number };
  drift: Drift;
  incomplete: Incomplete[];
  lastError: string | null;
}

export interface JobStatus extends JobSummary {
  stage: string;
  conflicts: number;
  deadLetters: number;
  rateLimits: { last429At: Moment; retryAfterSec: number | null; events: number };
  checkpoint: Moment;
  nextAttemptAt: Moment;
  pendingDeletions: number | null;
  waiting: string | null;
  instance: string | null;
}

export interface Forecast {
  kind: string;
  issues: number;
  requests: number;
  seconds: number;
  secondsLikeLast: number | null;
  shareOfHour: number;
  budget: { source: string };
  projects: { projectKey: string; issues: number; requests: number }[];
  uncountedProjects: number;
}

export interface LedgerSum {
  issues: number;
  points: number | null;
}

export interface SprintLedger {
  state: string;
  startDate: string;
  until: string;
  committed: LedgerSum;
  added: LedgerSum;
  removed: LedgerSum;
  completed: LedgerSum;
  carriedOver: LedgerSum;
  reestimated: number | null;
  issues: { jiraId: string; jiraKey: string; committed: boolean; outcome: string; addedAt: Moment; pointsIn: number | null; pointsOut: number | null; changes: { at: string; what: string; points: number | null }[] }[];
  unknown: { code: string; message: string }[];
}

export interface MetricStep {
  at: string;
  jiraCalls: Record<string, number>;
  limited: number;
  limitLeft: Record<string, number>;
  inbox: number | null;
}

export interface Metrics {
  step: string;
  series: MetricStep[];
}

export interface Settings {
  reconcileWeekdayCron: string | null;
  reconcileWeekendCron: string | null;
  webhooksEnabled: boolean;
  timeZone: string;
  reconcileWindowDays: number;
  reconcileEntities: string[];
  logRetentionDays: number;
  deletionGuardPercent: number;
  indexWaitSeconds: number | null;
  updatedAt: string;
  nextWeekdayFires: string[];
  nextWeekendFires: string[];
}

export interface Scope {
  projects?: string[];
  issueTypes?: string[];
  boards?: number[];
  jql?: string;
  historyDays?: number;
}

export interface ScopeOutlook {
  jql: string;
  issues: number;
  projects: { projectId: string; projectKey: string; issues: number | null; issueTypes: { name: string; issues: number | null }[] }[];
  counted: number;
  notCounted: number;
}

export interface JiraField {
  id: string;
  name: string;
  custom: boolean;
  schema: { type?: string; items?: string };
  targetTypes: string[];
  samples?: string[];
  usageInSample?: number;
  sampledIssues?: number;
  alias: string | null;
  targets: string[];
}

export interface FieldValues {
  sampledIssues: number;
  values: { value: string; id: string | null; issues: number }[];
  omitted: number;
}

export interface Rule {
  fieldId: string;
  fallbackFieldIds?: string[] | null;
  type?: string | null;
  enumMap?: Record<string, string> | null;
}

export type Rules = Record<string, Rule>;

export interface MappingVersion {
  versionId: string;
  versionName: string;
  active: boolean;
  createdAt: string;
  items: number;
}

export interface SavedMapping {
  versionId: string;
  versionName: string;
  projects: Record<string, unknown>;
  stories: Record<string, unknown>;
}

export interface MappingTest {
  versionId: string | null;
  sampled: number;
  mapped: number;
  coveragePct: number;
  enumWarnings: { entity: string; field: string; jiraValue: string; mappedTo: string }[];
  warnings: { entity: string | null; field: string | null; jiraValue: string | null; problem: string; issues: number }[];
  fields: { entity: string; target: string; sampled: number; present: number; coveragePct: number }[];
  samples: { jiraKey: string; issueType: string; project: Record<string, unknown> | null; story: Record<string, unknown> | null; warnings: { field: string; jiraValue: string | null; problem: string }[] }[];
}

export interface MappingDiff {
  sampled: number;
  changed: number;
  coverageBefore: number;
  coverageAfter: number;
  fields: { entity: string; field: string; sampled: number; before: number | null; after: number | null; changed: number }[];
  examples: { jiraKey: string; entity: string; field: string; before: unknown; after: unknown }[];
}

export interface JiraUser {
  accountId: string;
  displayName: string;
  emailAddress: string | null;
  active: boolean;
  accountType: string;
  zenemEmail: string | null;
  mappedBy: string | null;
  items: number;
}

export interface ZenemUser {
  email: string;
  name: string;
  jiraAccountId: string | null;
}

export interface LogEntry {
  id: number;
  level: 'INFO' | 'WARN' | 'ERROR';
  time: string;
  code: string;
  message: string;
  jobId: string | null;
  jiraKey: string | null;
}

export interface DeadLetter {
  entity: string;
  jiraId: string;
  jiraKey: string | null;
  reason: string;
  jobId: string | null;
  deliveryId: string | null;
  tries: number;
  firstAt: string;
  lastAt: string;
}

export interface Attention {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  action: { method: 'GET' | 'POST' | 'PUT'; path: string; body: Record<string, unknown> | null };
}

export interface Overview {
  lastEventAt: Moment;
  provenAt: Moment;
  counts: { projects: number; stories: number; releases: number; sprints: number; users: number };
  drift: (Drift & { jobId: string; finishedAt: string })[];
  inbox: Depth;
  changes: Depth;
  attention: Attention[];
}

export interface Coverage {
  complete: boolean;
  provenAt: Moment;
  pendingDeliveries: number;
  projects: { projectId: string; projectKey: string | null; jira: number | null; copy: number | null; difference: number | null; deadLetters: number; provenAt: Moment; state: string }[];
}

export interface Delivery {
  deliveryId: string;
  event: string | null;
  jiraId: string | null;
  jiraKey: string | null;
  receivedAt: string;
  appliedAt: Moment;
  latencyMs: number | null;
  outcome: string;
  reason: string | null;
  tries: number;
  duplicates: number;
}

export interface Deletion {
  entity: string;
  jiraId: string;
  jiraKey: string;
  verdict: string;
  evidence: string;
  removedAt: string;
}

export interface Sprint {
  id: number;
  name: string;
  state: string;
  startDate: Moment;
  endDate: Moment;
  completeDate: Moment;
  goal: string | null;
  boardId: number;
  storyPoints: { planned: number; completed: number } | null;
}

export interface ConnectionTest {
  ok: boolean;
  account: { accountId: string; displayName: string; emailAddress: string | null };
  timeZone: string | null;
  version: string | null;
  deploymentType: string | null;
  missingPermissions: string[];
}
