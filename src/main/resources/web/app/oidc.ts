// OpenID Connect, authorization code with PKCE: away to the provider and back to where one was. What is kept meanwhile is in session storage.
import { m } from './messages';
import { session } from './session';

export interface Provider {
  authority: string;
  clientId: string;
  scopes: string[];
}

const KEPT = 'zenem.oidc';
const redirect = (): string => `${location.origin}/ui/`;

interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
}

const endpoints = (provider: Provider): Promise<Endpoints> => json(fetch(`${provider.authority.replace(/\/$/, '')}/.well-known/openid-configuration`));

/** Providers refuse with JSON too; one that is away, or that does not let this page ask (CORS), gives nothing. */
async function json<T>(asked: Promise<Response>): Promise<T> {
  const answer = (await asked.then((got) => got.json()).catch(() => ({}))) as T & { error?: string; error_description?: string };
  if (answer.error !== undefined || Object.keys(answer as object).length === 0) {
    throw new Error(m.signIn.oidcFailed(answer.error_description ?? answer.error ?? ''));
  }
  return answer;
}

const base64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const random = (): string => base64(crypto.getRandomValues(new Uint8Array(32)));

export async function begin(provider: Provider): Promise<void> {
  const { authorization_endpoint } = await endpoints(provider);
  const kept = { state: random(), verifier: random(), back: location.pathname + location.search };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept.verifier));
  const address = new URL(authorization_endpoint);
  Object.entries({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirect(),
    scope: ['openid', ...provider.scopes.filter((scope) => scope !== 'openid')].join(' '),
    state: kept.state,
    code_challenge: base64(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }).forEach(([name, value]) => address.searchParams.set(name, value));
  location.assign(address);
}

/** Back from the provider: the code becomes a token, and leaves the address bar. */
export async function returned(provider: Provider): Promise<void> {
  const answer = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as { state: string; verifier: string; back: string } | null;
  if (kept === null || answer.get('state') === null) {
    return;
  }
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, '', '/ui/');
  if (answer.get('state') !== kept.state || answer.get('code') === null) {
    throw new Error(m.signIn.oidcFailed(answer.get('error_description') ?? answer.get('error') ?? ''));
  }
  const { token_endpoint } = await endpoints(provider);
  const tokens = await json<{ access_token?: string }>(
    fetch(token_endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: answer.get('code')!,
        redirect_uri: redirect(),
        client_id: provider.clientId,
        code_verifier: kept.verifier,
      }),
    }),
  );
  history.replaceState(null, '', kept.back);
  const result = session.signIn(tokens.access_token ?? '');
  if (result !== 'signed-in') {
    throw new Error(result === 'no-role' ? m.signIn.noRole : m.signIn.oidcOpaque);
  }
}
