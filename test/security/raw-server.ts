import { request, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { serveBrowsers } from '../../src-main/hosts/browser/server';
import { cookieOf } from '../main/hosts/enter';
import { fakeWorkbench, type FakeWorkbench } from '../main/hosts/fake-workbench';
import { smallPage } from '../main/hosts/small-page';

/** The browser host over an application that only notes what reaches it. */
export interface ServerUnderAttack {
  readonly workbench: FakeWorkbench;
  readonly address: string;
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** The owner's cookie. */
  readonly cookie: string;
  readonly bugs: unknown[];
}

export async function serverUnderAttack(): Promise<ServerUnderAttack> {
  const workbench = fakeWorkbench();
  const bugs: unknown[] = [];
  const server = await serveBrowsers(workbench, {
    page: smallPage(),
    port: 0,
    reportBug: (error) => bugs.push(error),
  });
  onTestFinished(() => server.close());
  const { origin, host, port } = new URL(server.address);
  const cookie = await cookieOf(server.address);
  return { workbench, address: server.address, origin, host, port: Number(port), cookie, bugs };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request as it stands: no header or path is put right on the way. */
export function raw(
  { port }: ServerUnderAttack,
  path: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers, setHost: !('host' in headers) },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
