import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import type { Channel } from '@shared/contract/channel';
import { serveBrowsers } from '../../../src-main/hosts/browser/server';
import { portChannel, type MainPort } from '../../../src-main/hosts/electron/port-channel';
import { serve } from '../../../src-main/hosts/rpc/serve';
import { connectOver } from '../../../src-renderer/client/connect-over';
import { messagePortChannel, type Port } from '../../../src-renderer/client/message-port';
import { webSocketChannel } from '../../../src-renderer/client/web-socket';
import { conformance } from './conformance';
import { fakeWorkbench, stateOf } from './fake-workbench';
import { enter } from './enter';
import { smallPage } from './small-page';

conformance('in the same process', {
  connect: async (workbench, reportBug) => {
    const { near, far } = channelPair();
    serve(workbench, far, { reportBug });
    return {
      connection: connectOver(near),
      stop: async () => far.close(),
      dropWindow: async () => near.close(),
    };
  },
});

conformance('over a MessagePort', {
  connect: async (workbench, reportBug) => {
    const { port1, port2 } = new MessageChannel();
    const channel = portChannel(asMainPort(port1));
    serve(workbench, channel, { reportBug });
    return {
      connection: connectOver(messagePortChannel(port2 as unknown as Port)),
      stop: async () => channel.close(),
      dropWindow: async () => port2.close(),
    };
  },
});

conformance('over a WebSocket', {
  connect: async (workbench, reportBug) => {
    const server = await serveBrowsers(workbench, { page: smallPage(), port: 0, reportBug });
    const socket = await enter(server.address);
    return {
      connection: connectOver(await webSocketChannel(socket as unknown as WebSocket)),
      stop: () => server.close(),
      dropWindow: async () => socket.terminate(),
    };
  },
});

describe('a reader that never answers', () => {
  test('costs one push, however much changes, and the latest state when it wakes', async () => {
    const { near, far } = channelPair();
    const workbench = fakeWorkbench();
    serve(workbench, far, { reportBug: vi.fn() });
    const posted: { t: string; i: string; m?: string; a?: unknown[] }[] = [];
    near.onMessage((message) => posted.push(message as (typeof posted)[number]));
    near.post({ t: 'q', i: 'a', m: 'subscribe', a: [] });
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    for (let revision = 1; revision <= 500; revision += 1) {
      workbench.change(revision);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const pushes = (): typeof posted => posted.filter(({ m }) => m === 'changed');
    expect(pushes()).toHaveLength(1);
    near.post({ t: 's', i: pushes()[0]!.i });
    await vi.waitFor(() => expect(pushes()).toHaveLength(2));
    expect(pushes()[1]!.a).toStrictEqual([stateOf(500)]);
    far.close();
  });
});

describe('a command of the native menu', () => {
  test('reaches the window until it is gone, and nothing else can be called there', async () => {
    const { near, far } = channelPair();
    const served = serve(fakeWorkbench(), far, { reportBug: vi.fn() });
    const connection = connectOver(near);
    const heard = vi.fn();
    const stop = connection.onCommand(heard);
    served.command('open');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith('open'));
    far.post({ t: 'q', i: 'a', m: 'toString', a: [] });
    await connection.api.about();
    stop();
    served.command('help');
    await connection.api.about();
    near.close();
    served.command('tour');
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('a message that is none of ours', () => {
  test.each([
    ['nothing', null],
    ['text', 'subscribe'],
    ['a call without arguments', { t: 'q', i: 'a', m: 'about' }],
    ['a call with a list of methods', { t: 'q', i: 'a', m: ['about'], a: [] }],
    ['a call that wants no answer', { t: 'q', m: 'pause', a: [] }],
    ['another type', { t: 'x', i: 'a' }],
    ['a field too many', { t: 'q', i: 'a', m: 'about', a: [], o: true }],
  ])('ends the connection and reaches nothing: %s', async (_, message) => {
    const { near, far } = channelPair();
    const workbench = fakeWorkbench();
    const closed = vi.fn();
    near.onMessage(() => undefined);
    near.onClosed(closed);
    serve(workbench, far, { reportBug: vi.fn() });
    near.post(message);
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
    expect(workbench.calls).toStrictEqual([]);
  });
});

/** Two ends of a channel in one process, which copies what it carries. */
function channelPair(): { near: Channel; far: Channel } {
  const end = (): { deliver: (message: unknown) => void; gone: (reason: string) => void } => ({
    deliver: () => undefined,
    gone: () => undefined,
  });
  const ends = [end(), end()] as const;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    for (const { gone } of ends) gone('it was closed');
  };
  const channel = (own: 0 | 1): Channel => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      if (!closed) queueMicrotask(() => ends[own === 0 ? 1 : 0].deliver(copy));
    },
    onMessage: (listener) => {
      ends[own].deliver = listener;
    },
    onClosed: (listener) => {
      ends[own].gone = listener;
    },
    close,
  });
  return { near: channel(0), far: channel(1) };
}

/** Electron wraps what arrives in an event; Node does not. */
function asMainPort(port: MessageChannel['port1']): MainPort {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    close: () => port.close(),
  };
}
