import { expect, test, vi } from 'vitest';
import type { Channel } from '@shared/contract/channel';
import { serve } from '../../src-main/hosts/rpc/serve';
import { fakeWorkbench, SOME_ID } from '../main/hosts/fake-workbench';

/* Keys that JavaScript gives a meaning: over structured clone they can arrive as an object's own. */

const HOSTILE = JSON.parse(
  '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
) as object;

test.each([
  ['setPreferences', [HOSTILE]],
  ['setPreferences', [JSON.parse('{"__proto__": {"processes": 4}}')]],
  ['replayRun', [SOME_ID, { cell: 0, repetition: 0, ...HOSTILE }, 10]],
  ['replayRun', [SOME_ID, JSON.parse('{"__proto__": {"cell": 0, "repetition": 0}}'), 10]],
])('%s takes no such argument', async (method, parameters) => {
  const { workbench, ask } = served();
  const answer = await ask({ t: 'q', i: 'a', m: method, a: parameters });
  const reached = workbench.calls.flat().filter((value) => typeof value === 'object' && value !== null);
  // Refused, or bare of it.
  if (!JSON.stringify(answer).includes('bad-arguments')) {
    for (const value of reached) expect(Object.keys(value)).not.toContain('__proto__');
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a spec with such keys arrives as data and changes no other object', async () => {
  const { workbench, ask } = served();
  await ask({ t: 'q', i: 'a', m: 'previewSpec', a: [HOSTILE] });
  expect(workbench.calls).toHaveLength(1);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getPrototypeOf(workbench.calls[0]![1])).toBe(Object.prototype);
});

test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', '__defineGetter__', 'valueOf'])(
  'the method "%s" does not exist',
  async (method) => {
    const { workbench, ask } = served();
    expect(JSON.stringify(await ask({ t: 'q', i: 'a', m: method, a: ['polluted'] }))).toContain(
      'unknown-method',
    );
    expect(workbench.calls).toStrictEqual([]);
  },
);

function served(): {
  workbench: ReturnType<typeof fakeWorkbench>;
  ask: (message: unknown) => Promise<unknown>;
} {
  const workbench = fakeWorkbench();
  const posted: unknown[] = [];
  let deliver: (message: unknown) => void = () => undefined;
  const channel: Channel = {
    post: (message) => posted.push(message),
    onMessage: (listener) => {
      deliver = listener;
    },
    onClosed: () => undefined,
    close: () => undefined,
  };
  serve(workbench, channel, { reportBug: vi.fn() });
  return {
    workbench,
    ask: async (message) => {
      deliver(message);
      await vi.waitFor(() => expect(posted).toHaveLength(1));
      return posted[0];
    },
  };
}
