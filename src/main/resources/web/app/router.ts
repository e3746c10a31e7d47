// Addresses: /ui/, /ui/new, /ui/connectors/{id}/{tab}. Links are plain links; who has unsaved changes may be asked before one leaves.
type Guard = () => boolean;

class Router extends EventTarget {
  private guard: Guard | null = null;
  private shown = location.pathname + location.search;

  constructor() {
    super();
    document.addEventListener('click', (event) => this.clicked(event));
    window.addEventListener('popstate', () => this.returned());
    window.addEventListener('beforeunload', (event) => {
      if (this.guard !== null) {
        event.preventDefault();
      }
    });
  }

  /** The parts behind /ui/. */
  get parts(): string[] {
    return location.pathname
      .replace(/^\/ui\/?/, '')
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  /** Asked before the page is left; null takes it back. */
  protect(guard: Guard | null): void {
    this.guard = guard;
  }

  go(path: string): void {
    if (this.mayLeave()) {
      history.pushState(null, '', path);
      this.changed();
    }
  }

  /** Another address for the same view: filters. */
  replace(path: string): void {
    history.replaceState(null, '', path);
    this.shown = location.pathname + location.search;
  }

  private mayLeave(): boolean {
    if (this.guard !== null && !this.guard()) {
      return false;
    }
    this.guard = null;
    return true;
  }

  private clicked(event: MouseEvent): void {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement) as HTMLAnchorElement | undefined;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link && plain && !link.target && !link.download && link.origin === location.origin && link.pathname.startsWith('/ui/')) {
      event.preventDefault();
      this.go(link.pathname + link.search);
    }
  }

  private returned(): void {
    if (this.mayLeave()) {
      this.changed();
    } else {
      history.pushState(null, '', this.shown);
    }
  }

  private changed(): void {
    this.shown = location.pathname + location.search;
    this.dispatchEvent(new Event('changed'));
    window.scrollTo(0, 0);
  }
}

export const router = new Router();
export const link = (connector: string, tab: string): string => `/ui/connectors/${encodeURIComponent(connector)}/${tab}`;
