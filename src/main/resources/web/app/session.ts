// Who is signed in. The token is kept in this tab's session storage: a new tab asks again, a reload does not, and no URL has it.
const KEY = 'zenem.token';
const GROUPS = 'zenem.groups';

export type Role = 'admin' | 'viewer' | 'none';
export type SignedIn = 'signed-in' | 'no-token' | 'no-role';

interface Claims {
  upn?: string;
  preferred_username?: string;
  email?: string;
  sub?: string;
  [claim: string]: unknown;
}

class Session extends EventTarget {
  private claims: Claims | null = null;
  private current: string | null = null;

  constructor() {
    super();
    this.take(sessionStorage.getItem(KEY));
  }

  /** The bearer token, or null where nobody is signed in. */
  get token(): string | null {
    return this.current;
  }

  get role(): Role {
    const groups = this.groups();
    return groups.includes('connector-admin') ? 'admin' : groups.includes('connector-viewer') ? 'viewer' : 'none';
  }

  get mayChange(): boolean {
    return this.role === 'admin';
  }

  get name(): string {
    const claims = this.claims;
    return claims?.preferred_username ?? claims?.upn ?? claims?.email ?? claims?.sub ?? '';
  }

  /** Where a token has its groups, as smallrye.jwt.path.groups says it to the service: realm_access/roles, or a name with slashes in quotes. */
  set groupsPath(path: string) {
    sessionStorage.setItem(GROUPS, path);
  }

  private groups(): string[] {
    const steps = (sessionStorage.getItem(GROUPS) ?? 'groups').match(/"[^"]*"|[^/]+/g) ?? [];
    const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step.replace(/"/g, '')], this.claims ?? undefined);
    return Array.isArray(found) ? (found as string[]) : [];
  }

  /** Signs in with a token, unless it is none or names no role. What it is worth decides the service, at the next request. */
  signIn(token: string): SignedIn {
    const stripped = token.trim().replace(/^Bearer\s+/i, '');
    if (!this.take(stripped)) {
      return 'no-token';
    }
    if (this.role === 'none') {
      this.take(null);
      return 'no-role';
    }
    sessionStorage.setItem(KEY, stripped);
    this.tell('changed');
    return 'signed-in';
  }

  /** The service no longer takes the token: ask for another one, above the page, which stays as it is. */
  expire(): void {
    if (this.current !== null) {
      this.drop();
      this.tell('expired');
    }
  }

  signOut(): void {
    this.drop();
    this.tell('signed-out');
  }

  private drop(): void {
    this.current = null;
    sessionStorage.removeItem(KEY);
  }

  private take(token: string | null): boolean {
    try {
      this.claims = token === null ? null : claimsOf(token);
      this.current = token;
      return token !== null;
    } catch {
      this.claims = null;
      this.current = null;
      return false;
    }
  }

  private tell(what: string): void {
    this.dispatchEvent(new Event(what));
  }
}

function claimsOf(token: string): Claims {
  const part = token.split('.')[1] ?? '';
  const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

export const session = new Session();
