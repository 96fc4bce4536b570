import { protocol, type Session } from 'electron';
import { PAGE_ORIGIN, PAGE_SCHEME } from '@shared/contract/channel';
import type { Page } from '../page/page-files';
import { securityHeaders } from '../page/security-headers';

/** To be called before the program is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page, and nothing else, under the program's own scheme. */
export function servePage(session: Session, page: Page): void {
  const headers = securityHeaders(["'self'"]);
  session.protocol.handle(PAGE_SCHEME, (request) => {
    const { origin, path } = partsOf(request.url);
    const file = origin === PAGE_ORIGIN && request.method === 'GET' ? page.get(path) : undefined;
    if (file === undefined) return new Response('There is no such file.\n', { status: 404, headers });
    return new Response(file.body, { headers: { ...headers, 'Content-Type': file.type } });
  });
}

/** As written: a path is looked up as it stands, not decoded. */
function partsOf(url: string): { origin: string; path: string } {
  const [address] = url.split(/[?#]/, 1);
  const match = /^([a-z]+:\/\/[^/]*)(\/.*)$/.exec(address!);
  return { origin: match?.[1] ?? '', path: match?.[2] ?? '' };
}
