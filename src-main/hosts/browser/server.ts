import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LARGEST_TABLE_TEXT } from '@shared/contract/api-schemas';
import { SOCKET_PATH } from '@shared/contract/channel';
import { WorkbenchError } from '@shared/contract/errors';
import type { Page } from '../page/page-files';
import { securityHeaders } from '../page/security-headers';
import { serve, type ServeOptions } from '../rpc/serve';
import type { ServedWorkbench } from '../rpc/served-workbench';
import { makeDoor, type Door, type Refusal } from './door';
import { socketChannel } from './socket-channel';

export interface BrowserServerOptions extends ServeOptions {
  readonly page: Page;
  /** 0 for any that is free. */
  readonly port: number;
}

export interface BrowserServer {
  /** What to open in a browser; it carries the key. */
  readonly address: string;
  close(): Promise<void>;
}

/** Only this machine can reach it. */
const LOOPBACK = '127.0.0.1';
/** A table of the largest size, and what goes round it. */
const LARGEST_MESSAGE = LARGEST_TABLE_TEXT + 64 * 1024;
/** Windows at a time: more than anyone looks at. */
const MOST_SOCKETS = 32;
const GOING_AWAY = 1001;
/** What the other end is given to say goodbye. */
const GOODBYE_MS = 500;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  host: 'This server answers to its own address only.',
  origin: 'This server answers to its own pages only.',
  key: 'Open the address that the workbench printed where it was started: it carries the key.',
};

/** Serves the page and the application to browsers on this machine. */
export async function serveBrowsers(
  workbench: ServedWorkbench,
  { page, port, reportBug }: BrowserServerOptions,
): Promise<BrowserServer> {
  const server = createServer();
  const door = makeDoor(await listen(server, port));
  const headers = securityHeaders(["'self'", door.origin.replace('http:', 'ws:')]);
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, page, door);
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
    clientTracking: true,
  });
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => connection.destroy());
    // A page always says where it comes from when it opens a socket.
    if (request.headers.origin === undefined || door.refusalOf(request) !== null) {
      turnAway(connection, 403);
      return;
    }
    if (request.url !== SOCKET_PATH) {
      turnAway(connection, 404);
      return;
    }
    if (sockets.clients.size >= MOST_SOCKETS) {
      turnAway(connection, 503);
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) =>
      serve(workbench, socketChannel(socket), { reportBug }),
    );
  });

  return {
    address: door.address,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'the application ended');
      server.closeIdleConnections();
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, GOODBYE_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'another program uses it' : error.message;
      reject(
        new WorkbenchError(
          'bad-arguments',
          `Port ${port} is not to be had: ${reason}.`,
          'Leave out --port for any free one.',
        ),
      );
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

function answer(request: IncomingMessage, response: ServerResponse, page: Page, door: Door): void {
  // Nothing that can be asked for here has a body; what is sent nevertheless is thrown away.
  request.resume();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    say(response, 405, 'Files can be read here, nothing else.');
    return;
  }
  if (door.bringsToken(request)) {
    response.writeHead(303, { 'Set-Cookie': door.cookie, Location: '/' });
    response.end();
    return;
  }
  const refusal = door.refusalOf(request);
  if (refusal !== null) {
    say(response, 403, REFUSALS[refusal]);
    return;
  }
  const file = page.get((request.url ?? '').split('?', 1)[0]!);
  if (file === undefined) {
    say(response, 404, 'There is no such file.');
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

const REASONS = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' } as const;

function turnAway(connection: Duplex, status: keyof typeof REASONS): void {
  connection.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
