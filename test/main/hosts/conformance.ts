import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WorkbenchApi } from '@shared/contract/api';
import { WorkbenchError } from '@shared/contract/errors';
import { Packed } from '@shared/contract/packed';
import { encodeMessage } from '@shared/contract/wire-codec';
import type { ServedWorkbench } from '../../../src-main/hosts/rpc/served-workbench';
import { ApiError, type Connection } from '../../../src-renderer/client/connection';
import { fakeWorkbench, SOME_ID, stateOf, type FakeWorkbench } from './fake-workbench';

/** A way from a window to the application, set up for one test. */
export interface Transport {
  readonly connection: Connection;
  /** The application's end closes. */
  stop(): Promise<void>;
  /** The window goes away without a word. */
  dropWindow(): Promise<void>;
}

export interface TransportUnderTest {
  readonly connect: (
    workbench: ServedWorkbench,
    reportBug: (error: unknown, method: string) => void,
  ) => Promise<Transport>;
}

/** What every transport must do alike: the contract of a window with the application. */
export function conformance(name: string, { connect }: TransportUnderTest): void {
  describe(name, () => {
    const open: Transport[] = [];
    const bugs = vi.fn();

    afterEach(async () => {
      for (const transport of open.splice(0)) await transport.stop();
      bugs.mockReset();
    });

    async function connected(
      answers: Partial<Record<keyof WorkbenchApi, () => unknown>> = {},
    ): Promise<{ workbench: FakeWorkbench; transport: Transport; connection: Connection }> {
      const workbench = fakeWorkbench(answers);
      const transport = await connect(workbench, bugs);
      open.push(transport);
      return { workbench, transport, connection: transport.connection };
    }

    test.each(VALUES)('answers arrive as they were given: %s', async (_, value) => {
      const { connection } = await connected({ getExperiment: () => value });
      const answer: unknown = await connection.api.getExperiment(SOME_ID);
      expect(answer).toStrictEqual(value);
      if (typeof value === 'number') expect(Object.is(answer, value)).toBe(true);
    });

    test('a typed array that is a part of a larger one arrives alone', async () => {
      const whole = Float64Array.of(1, 2, 3, 4);
      const { connection } = await connected({ traces: () => [whole.subarray(1, 3)] });
      const [part] = (await connection.api.traces(SOME_ID, { cell: 0, repetition: 0 })) as unknown as [
        Float64Array,
      ];
      expect(part).toStrictEqual(Float64Array.of(2, 3));
    });

    test.each(VALUES)('answers that are only handed on arrive as they were given: %s', async (_, value) => {
      const { connection } = await connected({ searchLibrary: () => new Packed(encodeMessage(value)) });
      const answer: unknown = await connection.api.searchLibrary({ shelf: 'bin', text: '', order: null });
      expect(answer).toStrictEqual(value);
    });

    test('a method without an answer answers with undefined', async () => {
      const { connection } = await connected({ pause: () => undefined });
      expect(await callAny(connection, 'pause', [])).toBeUndefined();
    });

    test.each(VALUES)('a spec of any shape arrives as it was given: %s', async (_, value) => {
      const { connection, workbench } = await connected();
      await connection.api.previewSpec(value);
      expect(workbench.calls).toStrictEqual([['previewSpec', value]]);
    });

    test('the keys of a data table survive, those of every object among them', async () => {
      const spec = { constructor: 'c', toString: 1, hasOwnProperty: null };
      const { connection, workbench } = await connected();
      await connection.api.previewSpec(spec);
      expect(workbench.calls[0]![1]).toStrictEqual(spec);
    });

    test('what a reactive store wraps in proxies is taken as plain data', async () => {
      const { connection, workbench } = await connected();
      const wrapped: unknown = new Proxy({ network: new Proxy({ widths: new Proxy([1, 2], {}) }, {}) }, {});
      await connection.api.startExperiment(wrapped);
      expect(workbench.calls).toStrictEqual([['startExperiment', { network: { widths: [1, 2] } }]]);
    });

    test('a table of megabytes arrives whole', async () => {
      const text = '0.125,ü\n'.repeat(500_000);
      const { connection, workbench } = await connected();
      await connection.api.importTable('table.csv', text);
      expect(workbench.calls[0]![2] === text).toBe(true);
    });

    test('calls under way at the same time find their own answers', async () => {
      let next = 0;
      const { connection } = await connected({
        cellTable: () => {
          next += 1;
          return next;
        },
      });
      const answers = await Promise.all(Array.from({ length: 50 }, () => connection.api.cellTable(SOME_ID)));
      expect(answers).toStrictEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    });

    test('an expected failure arrives with its code, sentence and remedy', async () => {
      const { connection } = await connected({
        rename: () => {
          throw new WorkbenchError('unknown-experiment', 'It is gone.', 'Look in the bin.', {}, [
            { path: 'a', message: 'b' },
          ]);
        },
      });
      const failure: unknown = await connection.api.rename(SOME_ID, 'x').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ApiError);
      expect(failure).toMatchObject({
        code: 'unknown-experiment',
        message: 'It is gone.',
        remedy: 'Look in the bin.',
      });
      expect(bugs).not.toHaveBeenCalled();
    });

    test('a bug arrives without its message or stack, which stay on this side', async () => {
      const secret = new TypeError('at /home/someone/secret.ts:3');
      const { connection } = await connected({
        theory: () => {
          throw secret;
        },
      });
      const failure = await connection.api.theory(SOME_ID).catch((error: unknown) => error as ApiError);
      expect(failure).toMatchObject({ code: 'bug' });
      expect(JSON.stringify({ ...(failure as object), message: (failure as Error).message })).not.toContain(
        'secret',
      );
      expect(bugs).toHaveBeenCalledExactlyOnceWith(secret, 'theory');
    });

    test('an answer that cannot be carried is a bug, not silence', async () => {
      const { connection } = await connected({ about: () => ({ read: () => undefined }) });
      await expect(connection.api.about()).rejects.toMatchObject({ code: 'bug' });
      expect(bugs).toHaveBeenCalledOnce();
    });

    test.each([
      ['an id that is none', 'getExperiment', ['../../etc/passwd']],
      ['a missing argument', 'rename', [SOME_ID]],
      ['one argument too many', 'pause', [1]],
      ['a wrong type', 'setNotes', [SOME_ID, 7]],
      ['an unknown preference', 'setPreferences', [{ theme: 'dark', admin: true }]],
      ['not a number', 'replayRun', [SOME_ID, { cell: 0, repetition: 0 }, NaN]],
      ['an empty name', 'rename', [SOME_ID, '  ']],
    ])('refuses %s before it reaches the application', async (_, method, parameters) => {
      const { connection, workbench } = await connected();
      await expect(callAny(connection, method, parameters)).rejects.toMatchObject({ code: 'bad-arguments' });
      expect(workbench.calls).toStrictEqual([]);
    });

    test.each(['close', 'constructor', '__proto__', 'toString', 'state', 'hasOwnProperty', ''])(
      'refuses the unknown method "%s"',
      async (method) => {
        const { connection, workbench } = await connected();
        await expect(callAny(connection, method, [])).rejects.toMatchObject({ code: 'unknown-method' });
        expect(workbench.calls).toStrictEqual([]);
      },
    );

    test('only those who subscribed are told, of the latest state', async () => {
      const { connection, workbench } = await connected();
      const told = vi.fn();
      connection.onChanged(told);
      workbench.change(1);
      expect(workbench.subscribers()).toBe(0);
      expect(await connection.api.subscribe()).toStrictEqual(stateOf(1));
      workbench.change(2);
      await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(stateOf(2)));
      expect(told).toHaveBeenCalledOnce();
    });

    test('subscribing twice tells once', async () => {
      const { connection, workbench } = await connected();
      const told = vi.fn();
      connection.onChanged(told);
      await connection.api.subscribe();
      await connection.api.subscribe();
      expect(workbench.subscribers()).toBe(1);
      workbench.change(1);
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
      await pause(250);
      expect(told).toHaveBeenCalledOnce();
    });

    test('a listener that left hears nothing; the others do', async () => {
      const { connection, workbench } = await connected();
      const leaver = vi.fn();
      const stayer = vi.fn();
      const leave = connection.onChanged(leaver);
      connection.onChanged(stayer);
      await connection.api.subscribe();
      leave();
      workbench.change(1);
      await vi.waitFor(() => expect(stayer).toHaveBeenCalledOnce());
      expect(leaver).not.toHaveBeenCalled();
    });

    test('changes that come faster than ten a second are left out, but never the last', async () => {
      const { connection, workbench } = await connected();
      const seen: number[] = [];
      connection.onChanged((state) => seen.push(state.libraryRevision));
      await connection.api.subscribe();
      const start = performance.now();
      let revision = 0;
      while (performance.now() - start < 1000) {
        revision += 1;
        workbench.change(revision);
        await pause(2);
      }
      const last = revision;
      await vi.waitFor(() => expect(seen.at(-1)).toBe(last));
      // One in each tenth of a second, and one more for the last.
      expect(seen.length).toBeLessThanOrEqual(Math.floor((performance.now() - start) / 100) + 1);
      expect(seen.length).toBeGreaterThan(3);
      expect(seen).toStrictEqual([...seen].sort((a, b) => a - b));
    });

    test('states are not taken before they can be sent: nothing waits in a line', async () => {
      const { connection, workbench } = await connected();
      await connection.api.subscribe();
      const before = workbench.stateAsked();
      for (let revision = 1; revision <= 10_000; revision += 1) workbench.change(revision);
      expect(workbench.stateAsked()).toBe(before);
    });

    test('a window that is gone is forgotten', async () => {
      const { connection, workbench, transport } = await connected();
      await connection.api.subscribe();
      expect(workbench.subscribers()).toBe(1);
      await transport.dropWindow();
      await vi.waitFor(() => expect(workbench.subscribers()).toBe(0));
    });

    test('a window hears when the application is gone, and its calls end', async () => {
      const { connection, transport } = await connected({ theory: () => new Promise(() => undefined) });
      const lost = vi.fn();
      connection.onLost(lost);
      const waiting = connection.api.theory(SOME_ID);
      const outcome = expect(waiting).rejects.toMatchObject({ code: 'connection-lost' });
      // The call must have arrived before the other end goes.
      await connection.api.pause();
      await transport.stop();
      await outcome;
      await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
      await expect(connection.api.about()).rejects.toMatchObject({ code: 'connection-lost' });
      const late = vi.fn();
      connection.onLost(late);
      await vi.waitFor(() => expect(late).toHaveBeenCalledOnce());
    });
  });
}

const VALUES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['zero', 0],
  ['minus zero', -0],
  ['NaN', NaN],
  ['infinity', -Infinity],
  ['a tiny number', 5e-324],
  ['the largest integer', Number.MAX_SAFE_INTEGER],
  ['a number of many digits', 0.1 + 0.2],
  ['false', false],
  ['the empty text', ''],
  ['text', 'η = 2/λ — “größer” 🧪\u0000'],
  ['an empty list', []],
  ['an empty object', {}],
  ['nested data', { a: [null, 0, '', { b: [[]] }], ü: false }],
  ['a Float64Array', Float64Array.of(0, -0, NaN, Infinity, 1 / 3)],
  ['an empty Float64Array', new Float64Array(0)],
  ['a Uint32Array', Uint32Array.of(0, 1, 0xffffffff)],
  ['typed arrays inside', { counts: Uint32Array.of(7), series: [Float64Array.of(1.5), new Float64Array(0)] }],
];

function callAny(connection: Connection, method: string, parameters: readonly unknown[]): Promise<unknown> {
  const api = connection.api as unknown as Record<
    string,
    (...parameters: readonly unknown[]) => Promise<unknown>
  >;
  return api[method]!(...parameters);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
