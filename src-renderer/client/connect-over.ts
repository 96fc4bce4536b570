import { createBirpc } from 'birpc';
import type { LiveState } from '@shared/contract/live-state';
import type { WorkbenchApi, WorkbenchClient } from '@shared/contract/api';
import type { MenuCommand } from '@shared/contract/menu-commands';
import { CONNECTION_LOST, type Answer, type Channel } from '@shared/contract/channel';
import { decodeMessage } from '@shared/contract/wire-codec';
import { ApiError, type Connection } from './connection';

type RemoteApi = Record<string, (...parameters: unknown[]) => Answer>;

/** The application at the other end of a channel. */
export function connectOver(channel: Channel): Connection {
  const changedListeners = new Set<(state: LiveState) => void>();
  const commandListeners = new Set<(id: MenuCommand) => void>();
  const lostListeners = new Set<(reason: string) => void>();
  let lost: string | null = null;

  const local: WorkbenchClient = {
    changed: (state) => {
      for (const listener of changedListeners) listener(state);
    },
    command: (id) => {
      for (const listener of commandListeners) listener(id);
    },
  };
  const remote = createBirpc<RemoteApi, WorkbenchClient, false>(local, {
    proxify: false,
    // A call may compute for long; one that cannot be answered any more ends with the channel.
    timeout: -1,
    post: (message) => channel.post(message),
    on: (listener) => channel.onMessage(listener),
    resolver: (name, own) => (Object.hasOwn(local, name) ? own : undefined),
  });
  channel.onClosed((reason) => {
    lost = reason;
    remote.$close();
    for (const listener of lostListeners) listener(reason);
    lostListeners.clear();
    changedListeners.clear();
    commandListeners.clear();
  });

  const call = async (method: string, parameters: readonly unknown[]): Promise<unknown> => {
    let answer: Answer;
    try {
      answer = await remote.$call(method, ...parameters.map(plain));
    } catch (error) {
      if (lost === null) throw error;
      throw new ApiError(
        CONNECTION_LOST,
        `The application cannot be reached any more: ${lost}.`,
        'Start it again.',
      );
    }
    if (answer.ok) return 'packed' in answer ? decodeMessage(answer.packed) : answer.value;
    const { code, message, remedy } = answer.failure;
    throw new ApiError(code, message, remedy);
  };

  // Any name is a method here; the application knows which there are.
  const api = new Proxy({} as WorkbenchApi, {
    get: (_, method) =>
      // A promise that resolves to this object asks for `then`.
      typeof method === 'string' && method !== 'then'
        ? (...parameters: unknown[]) => call(method, parameters)
        : undefined,
  });

  return {
    api,
    onChanged: (listener) => {
      changedListeners.add(listener);
      return () => changedListeners.delete(listener);
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => commandListeners.delete(listener);
    },
    onLost: (listener) => {
      if (lost !== null) {
        const reason = lost;
        queueMicrotask(() => listener(reason));
        return () => undefined;
      }
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
  };
}

/**
 * A copy of plain data without the proxies that Vue puts round what it watches: structured clone refuses those.
 * Arguments are small, or strings, which are not copied.
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
