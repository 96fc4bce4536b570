import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Why a request is turned away: what it gets to read. */
export type Refusal = 'host' | 'origin' | 'key';

/**
 * Who may come in. Other programs' pages can send requests to this machine too, and a foreign name can be made to
 * resolve to it: so the Host and the Origin must be this server's own, and the one who asks must have the key, which
 * travels once in the printed address and then in a cookie that no script can read.
 */
export interface Door {
  /** The address to print; opening it sets the cookie. */
  readonly address: string;
  readonly origin: string;
  /** Whether the request comes from nowhere else; null where all is well. */
  refusalOf(request: IncomingMessage): Refusal | null;
  /** Whether the request carries the key in its query, as the printed address does. */
  bringsToken(request: IncomingMessage): boolean;
  /** The Set-Cookie header that lets its owner in. */
  readonly cookie: string;
}

const KEY_BYTES = 32;
const TOKEN_PARAMETER = 'token';

export function makeDoor(port: number): Door {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const token = randomBytes(KEY_BYTES).toString('base64url');
  // Not the token itself: cookies are sent to every port of a host.
  const session = randomBytes(KEY_BYTES).toString('base64url');
  const cookieName = `workbench-${port}`;

  const foreign = (headers: IncomingHttpHeaders): Refusal | null => {
    if (headers.host !== host) return 'host';
    if (headers.origin !== undefined && headers.origin !== origin) return 'origin';
    return null;
  };
  return {
    address: `${origin}/?${TOKEN_PARAMETER}=${token}`,
    origin,
    cookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    bringsToken: (request) => {
      if (foreign(request.headers) !== null) return false;
      const [path, query] = (request.url ?? '').split('?', 2);
      return path === '/' && equal(new URLSearchParams(query).get(TOKEN_PARAMETER), token);
    },
    refusalOf: ({ headers }) => {
      const refusal = foreign(headers);
      if (refusal !== null) return refusal;
      // Another port of this machine is the same site, which SameSite lets pass.
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'origin';
      return equal(cookieOf(headers, cookieName), session) ? null : 'key';
    },
  };
}

function cookieOf(headers: IncomingHttpHeaders, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}

/** Compares in a time that tells nothing of either. */
function equal(given: string | null, expected: string): boolean {
  if (given === null) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
