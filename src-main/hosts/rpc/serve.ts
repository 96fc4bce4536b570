import { createBirpc } from 'birpc';
import { z } from 'zod';
import type { ApiFailure, WorkbenchClient } from '@shared/contract/api';
import type { LiveState } from '@shared/contract/live-state';
import { API_ARGUMENTS } from '@shared/contract/api-schemas';
import { BUG, UNKNOWN_METHOD, type Answer, type Channel } from '@shared/contract/channel';
import { WorkbenchError } from '@shared/contract/errors';
import { Packed } from '@shared/contract/packed';
import type { MenuCommand } from '@shared/contract/menu-commands';
import { latestWins, type LatestWins } from './latest-wins';
import type { ServedWorkbench } from './served-workbench';

/** A window's charts move at most this often. */
const PUSH_INTERVAL_MS = 100;

export interface ServeOptions {
  /** Told of what is thrown and no expected failure; the window learns that it happened, not what. */
  readonly reportBug: (error: unknown, method: string) => void;
}

/** A window that is served. */
export interface ServedWindow {
  /** Has the page do something; nothing once the window is gone. */
  command(id: MenuCommand): void;
}

type Method = (...parameters: unknown[]) => Promise<Answer>;
type ApiMethod = (...parameters: unknown[]) => Promise<unknown>;

/** The messages of the remote-call library, as far as a window may send them. */
const message = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('q'),
    i: z.string().max(64),
    m: z.string().max(64),
    a: z.array(z.unknown()),
  }),
  z.strictObject({
    t: z.literal('s'),
    i: z.string().max(64),
    r: z.unknown().optional(),
    e: z.unknown().optional(),
  }),
]);

/** What the library sends: a push, or the answer to a call. */
type Outgoing = { readonly t: 'q' } | { readonly t: 's'; readonly i: string; readonly r: Answer };

/**
 * Serves the application to the window at the other end of a channel, until the channel closes. The channel is closed
 * for a message that is none of ours; arguments are checked before they reach the application.
 */
export function serve(
  workbench: ServedWorkbench,
  channel: Channel,
  { reportBug }: ServeOptions,
): ServedWindow {
  let subscription: { readonly pushes: LatestWins; readonly unsubscribe: () => void } | null = null;

  const subscribe = async (): Promise<LiveState> => {
    if (subscription === null) {
      const pushes = latestWins(() => client.$call('changed', workbench.state()), PUSH_INTERVAL_MS);
      subscription = { pushes, unsubscribe: workbench.onChanged(() => pushes.changed()) };
    }
    return workbench.state();
  };
  const methods = { ...workbench.api, subscribe };

  const answer =
    (name: keyof typeof API_ARGUMENTS): Method =>
    async (...parameters) => {
      const checked = API_ARGUMENTS[name].safeParse(parameters);
      if (!checked.success) return { ok: false, failure: refusal(name, checked.error) };
      try {
        const value = await (methods[name] as ApiMethod)(...checked.data);
        return value instanceof Packed ? { ok: true, packed: value.bytes } : { ok: true, value };
      } catch (error) {
        if (error instanceof WorkbenchError) {
          const { code, message, remedy } = error;
          return { ok: false, failure: { code, message, remedy } };
        }
        reportBug(error, name);
        return { ok: false, failure: BUG_FAILURE };
      }
    };

  const client = createBirpc<WorkbenchClient, object, false>(
    {},
    {
      proxify: false,
      // A window that sleeps for an hour is still one client with one push on its way.
      timeout: -1,
      resolver: (name) => (isMethod(name) ? answer(name) : refuseUnknown),
      post: (outgoing: Outgoing) => {
        try {
          channel.post(outgoing);
        } catch (error) {
          // A value that no transport carries. The library would send the error in its place, which some cannot either.
          if (outgoing.t === 'q') throw error;
          reportBug(error, 'answer');
          channel.post({ ...outgoing, r: { ok: false, failure: BUG_FAILURE } satisfies Answer });
        }
      },
      on: (listener) =>
        channel.onMessage((incoming) => {
          const checked = message.safeParse(incoming);
          if (checked.success) {
            listener(checked.data);
            return;
          }
          reportBug(new TypeError('a window sent a message that is none of ours'), 'channel');
          channel.close();
        }),
      onGeneralError: (error, name) => {
        if (name !== undefined) reportBug(error, name);
        return true;
      },
    },
  );
  let closed = false;
  channel.onClosed(() => {
    closed = true;
    subscription?.pushes.stop();
    subscription?.unsubscribe();
    client.$close();
  });
  return {
    command: (id) => {
      if (!closed) void client.$callEvent('command', id);
    },
  };
}

function isMethod(name: string): name is keyof typeof API_ARGUMENTS {
  return Object.hasOwn(API_ARGUMENTS, name);
}

const refuseUnknown: Method = async () => ({
  ok: false,
  failure: {
    code: UNKNOWN_METHOD,
    message: 'This window asked for something that the application does not know.',
    remedy: 'Reload the window; if that does not help, start the program again.',
  },
});

const BUG_FAILURE: ApiFailure = {
  code: BUG,
  message: 'The workbench met a bug. Finished runs are kept.',
  remedy: 'The details are where the program was started.',
};

function refusal(method: string, error: z.ZodError): ApiFailure {
  const [issue] = error.issues;
  const path = issue!.path.slice(1).join('.');
  return {
    code: 'bad-arguments',
    message: `${method}: ${path === '' ? '' : `${path}: `}${issue!.message}.`,
    remedy: null,
  };
}
