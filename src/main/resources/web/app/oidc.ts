// OpenID Connect, authorization code with PKCE: away to the provider and back to where one was. What is kept meanwhile is in session storage.
import { m } from './messages';
import { session } from './session';

interface Provider {
  authority: string;
  clientId: string;
}

const KEPT = 'zenem.oidc';
const redirect = (): string => `${location.origin}/ui/`;

async function endpoints(provider: Provider): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const answer = await fetch(`${provider.authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!answer.ok) {
    throw new Error(m.signIn.oidcFailed);
  }
  return answer.json();
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
    scope: 'openid',
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
    throw new Error(answer.get('error_description') ?? m.signIn.oidcFailed);
  }
  const { token_endpoint } = await endpoints(provider);
  const tokens = await fetch(token_endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code')!,
      redirect_uri: redirect(),
      client_id: provider.clientId,
      code_verifier: kept.verifier,
    }),
  }).then((got) => got.json());
  history.replaceState(null, '', kept.back);
  if (typeof tokens.access_token !== 'string' || !session.signIn(tokens.access_token)) {
    throw new Error(m.signIn.oidcFailed);
  }
}
