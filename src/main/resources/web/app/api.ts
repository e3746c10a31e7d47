// The public JSON API, and nothing else: one function a method, the bearer token, and its errors as they are.
import { m } from './messages';
import { session } from './session';

export interface Page<T> {
  content: T[];
  page: number;
  size: number;
  totalElements: number;
  totalPages: number;
}

/** What the service said instead of an answer. Its texts are shown as text, never as HTML. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fieldErrors: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Tells every view, in this tab and in others, that something was changed; each of them loads again what it shows. */
const changes = { sender: new BroadcastChannel('zenem.changed'), receiver: new BroadcastChannel('zenem.changed') };
export const onChange = (listener: () => void): void => changes.receiver.addEventListener('message', listener);
export const offChange = (listener: () => void): void => changes.receiver.removeEventListener('message', listener);

type Query = Record<string, string | number | boolean | null | undefined>;

export function url(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The path of a connector's resource, each part encoded. */
export function of(connector: string, ...parts: string[]): string {
  return ['/admin/connectors', ...[connector, ...parts].map(encodeURIComponent)].join('/').replaceAll('%2F', '/');
}

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', url(path, query), undefined, signal);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => send<T>('POST', path, body);
export const put = <T>(path: string, body: unknown): Promise<T> => send<T>('PUT', path, body);
export const remove = <T>(path: string, query: Query = {}): Promise<T> => send<T>('DELETE', url(path, query));

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (session.token !== null) {
    headers['Authorization'] = `Bearer ${session.token}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    cache: 'no-store',
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw new ApiError(0, m.errors.offline);
  });
  const json = await answer.json().catch(() => null);
  if (answer.ok) {
    if (method !== 'GET') {
      changes.sender.postMessage(path);
    }
    return json as T;
  }
  if (answer.status === 401) {
    session.expire();
  }
  throw new ApiError(answer.status, json?.message ?? m.errors.unknown(answer.status), json?.fieldErrors ?? {});
}

/** The pages of a list one after another, up to so many entries. */
export async function all<T>(path: string, most = 2_000): Promise<Page<T>> {
  const first = await get<Page<T>>(path, { size: 200 });
  const content = [...first.content];
  for (let page = 1; page < first.totalPages && content.length < most; page++) {
    content.push(...(await get<Page<T>>(path, { page, size: 200 })).content);
  }
  return { ...first, content };
}

/** What became of a request of which the page can do without: the value, or null where it failed (a 401 has led to sign-in by then). */
export async function maybe<T>(request: Promise<T>): Promise<T | null> {
  return request.catch(() => null);
}
