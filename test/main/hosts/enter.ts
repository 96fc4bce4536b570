import WebSocketClient from 'ws';
import { SOCKET_PATH } from '@shared/contract/channel';

/** Opens the printed address as a browser would and gives the cookie that it sets. */
export async function cookieOf(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  const cookie = response.headers.getSetCookie()[0];
  if (cookie === undefined) throw new Error(`no cookie; status ${response.status}`);
  return cookie.split(';')[0]!;
}

/** A socket as the page opens it, with the cookie of the printed address. */
export async function enter(address: string): Promise<WebSocketClient> {
  const { origin, host } = new URL(address);
  return new WebSocketClient(`ws://${host}${SOCKET_PATH}`, {
    origin,
    headers: { cookie: await cookieOf(address) },
  });
}
