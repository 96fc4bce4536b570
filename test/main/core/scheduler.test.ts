import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HAND_WORK,
  initialSchedule,
  MAX_ATTEMPTS,
  MAX_FAILED_LAUNCHES,
  step,
  type SchedulerEffect,
  type SchedulerEvent,
  type SchedulerState,
} from '../../../src-main/core/scheduler';

function schedule(runs: number, processes: number, work = HAND_WORK): SchedulerState {
  return initialSchedule({
    order: Uint32Array.from({ length: runs }, (_, i) => i),
    workOf: () => work,
    processes,
    sideBySide: () => 4,
  });
}

/** Applies events and collects the effects of the last one. */
function after(
  state: SchedulerState,
  ...events: SchedulerEvent[]
): { state: SchedulerState; effects: SchedulerEffect[] } {
  let effects: readonly SchedulerEffect[] = [];
  let current = state;
  for (const event of events) ({ state: current, effects } = step(current, event));
  return { state: current, effects: [...effects] };
}

describe('scheduler', () => {
  it('ends at once where there is nothing to compute', () => {
    const { state, effects } = after(schedule(0, 2), { kind: 'start' });
    expect(state.phase).toBe('done');
    expect(effects).toEqual([{ kind: 'end', how: 'done', reason: '' }]);
  });

  it('starts no more processes than there are runs', () => {
    const { effects } = after(schedule(1, 8), { kind: 'start' });
    expect(effects.filter(({ kind }) => kind === 'launch')).toHaveLength(1);
  });

  it('sends runs in their order, at least as many as a process computes at once', () => {
    const start = after(schedule(8, 2), { kind: 'start' });
    const first = after(start.state, { kind: 'ready', worker: 0 });
    const second = after(first.state, { kind: 'ready', worker: 1 });
    expect(first.effects).toContainEqual({ kind: 'send', worker: 0, runs: [0, 1, 2, 3] });
    expect(second.effects).toContainEqual({ kind: 'send', worker: 1, runs: [4, 5, 6, 7] });
  });

  it('fills a lane that becomes free', () => {
    const { effects } = after(
      schedule(8, 1),
      { kind: 'start' },
      { kind: 'ready', worker: 0 },
      { kind: 'computed', worker: 0, runs: [2] },
    );
    expect(effects).toEqual([{ kind: 'send', worker: 0, runs: [4] }]);
  });

  it('keeps many short runs in hand, serves again at half of them, and leaves the last ones for all', () => {
    const first = after(schedule(100, 1, HAND_WORK / 10), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(first.effects).toContainEqual({
      kind: 'send',
      worker: 0,
      runs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    });
    const some = after(first.state, { kind: 'computed', worker: 0, runs: [0, 3] });
    expect(some.effects).toEqual([]);
    const half = after(some.state, { kind: 'computed', worker: 0, runs: [1, 2, 4] });
    expect(half.effects).toEqual([{ kind: 'send', worker: 0, runs: [10, 11, 12, 13, 14] }]);
    const few = after(schedule(24, 2, 1), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(few.effects).toContainEqual({ kind: 'send', worker: 0, runs: [0, 1, 2, 3, 4, 5] });
  });

  it('tries the runs of a lost process again, one by one, and gives them up in the end', () => {
    let { state } = after(schedule(1, 1), { kind: 'start' });
    const reasons: string[] = [];
    for (let worker = 0; worker < MAX_ATTEMPTS; worker += 1) {
      const lost = after(
        state,
        { kind: 'ready', worker },
        { kind: 'gone', worker, reason: 'signal SIGSEGV' },
      );
      state = lost.state;
      for (const effect of lost.effects) if (effect.kind === 'giveUp') reasons.push(effect.reason);
    }
    expect(reasons).toEqual([expect.stringContaining('signal SIGSEGV')]);
    expect(state.phase).toBe('done');
  });

  it('does not count a crash against runs that were computed before it', () => {
    const { state } = after(
      schedule(2, 1),
      { kind: 'start' },
      { kind: 'ready', worker: 0 },
      { kind: 'computed', worker: 0, runs: [0] },
      { kind: 'gone', worker: 0, reason: 'crash' },
    );
    expect([...state.attempts.keys()]).toEqual([1]);
  });

  it('leaves runs for every process where there are few', () => {
    const first = after(schedule(4, 4), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(first.effects).toContainEqual({ kind: 'send', worker: 0, runs: [0] });
  });

  it('forgets the losses of a run that gets on', () => {
    const lost = after(
      schedule(1, 1),
      { kind: 'start' },
      { kind: 'ready', worker: 0 },
      { kind: 'gone', worker: 0, reason: 'crash' },
      { kind: 'ready', worker: 1 },
    );
    expect(lost.state.attempts.get(0)).toBe(1);
    expect(after(lost.state, { kind: 'progressed', run: 0 }).state.attempts.size).toBe(0);
  });

  it('stops where processes die before they are ready', () => {
    let { state } = after(schedule(3, 1), { kind: 'start' });
    let effects: SchedulerEffect[] = [];
    for (let worker = 0; worker < MAX_FAILED_LAUNCHES; worker += 1) {
      ({ state, effects } = after(state, { kind: 'gone', worker, reason: 'exit code 1' }));
    }
    expect(state.phase).toBe('unavailable');
    expect(effects).toContainEqual({ kind: 'end', how: 'unavailable', reason: 'exit code 1' });
  });

  it('sends nothing while paused and goes on after', () => {
    const ready = after(schedule(8, 1), { kind: 'start' }, { kind: 'ready', worker: 0 }, { kind: 'pause' });
    expect(ready.effects).toEqual([{ kind: 'pause', worker: 0 }]);
    const computed = after(ready.state, { kind: 'computed', worker: 0, runs: [0] });
    expect(computed.effects).toEqual([]);
    const resumed = after(computed.state, { kind: 'resume' });
    expect(resumed.effects.map(({ kind }) => kind)).toEqual(['resume', 'send']);
  });

  it('pauses a process that was lost or started meanwhile like any other', () => {
    const { state } = after(
      schedule(4, 1),
      { kind: 'start' },
      { kind: 'ready', worker: 0 },
      { kind: 'pause' },
    );
    const lost = after(state, { kind: 'gone', worker: 0, reason: 'crash' });
    expect(lost.effects).toEqual([]);
    expect(after(lost.state, { kind: 'resume' }).effects).toContainEqual({ kind: 'launch', worker: 1 });
  });

  it('cancels by stopping every process', () => {
    const { state, effects } = after(schedule(4, 2), { kind: 'start' }, { kind: 'cancel' });
    expect(state.phase).toBe('cancelled');
    expect(effects.map(({ kind }) => kind)).toEqual(['stop', 'stop', 'end']);
  });

  it('ignores news of a process that is gone, and of runs that it does not have', () => {
    const { state } = after(schedule(2, 1), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(after(state, { kind: 'computed', worker: 0, runs: [99] }).state).toEqual(state);
    expect(after(state, { kind: 'computed', worker: 7, runs: [0] }).state).toEqual(state);
  });

  it('computes or gives up every run exactly once, whatever ends, dies or pauses when (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 80 }),
        (runs, processes, dice) => {
          const ended = new Map<number, number>();
          const end = (run: number): unknown => ended.set(run, (ended.get(run) ?? 0) + 1);
          const starting: number[] = [];
          const hands = new Map<number, number[]>();
          let rolls = 0;
          const roll = (): number => dice[rolls++] ?? 9;
          let state = schedule(runs, processes, HAND_WORK / 3);
          const apply = (event: SchedulerEvent): void => {
            const next = step(state, event);
            state = next.state;
            for (const effect of next.effects) {
              if (state.phase === 'paused') expect(effect.kind).not.toBe('send');
              if (effect.kind === 'launch') starting.push(effect.worker);
              if (effect.kind === 'giveUp') end(effect.run);
              if (effect.kind === 'send')
                hands.set(effect.worker, [...(hands.get(effect.worker) ?? []), ...effect.runs]);
            }
          };
          apply({ kind: 'start' });
          while (state.phase === 'running' || state.phase === 'paused') {
            const idle = starting.length === 0 && [...hands.values()].every((held) => held.length === 0);
            if (state.phase === 'paused' && (idle || roll() === 9)) apply({ kind: 'resume' });
            else if (state.phase === 'running' && roll() === 8) apply({ kind: 'pause' });
            if (state.phase === 'paused' && idle) continue;
            const worker = starting.shift();
            if (worker !== undefined) {
              apply({ kind: 'ready', worker });
              continue;
            }
            const found = [...hands].find(([, inHand]) => inHand.length > 0);
            if (found === undefined) continue;
            const [busy, held] = found;
            // One of five times the process dies, as long as the dice last; else some of its runs end, in any order.
            if (roll() < 2) {
              hands.delete(busy);
              apply({ kind: 'gone', worker: busy, reason: 'dice' });
              continue;
            }
            const done = held.filter((_, i) => i === held.length - 1 || roll() < 5);
            hands.set(
              busy,
              held.filter((run) => !done.includes(run)),
            );
            done.forEach(end);
            apply({ kind: 'computed', worker: busy, runs: done });
          }
          expect(state.phase).toBe('done');
          expect([...ended.values()]).toEqual(Array.from({ length: runs }, () => 1));
        },
      ),
      { seed: 7 },
    );
  });

  it('stops every process and sends nothing after a cancel, whenever it comes (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('ready', 'computed', 'gone', 'pause', 'resume'), { maxLength: 20 }),
        (runs, processes, kinds) => {
          let state = step(schedule(runs, processes, HAND_WORK / 3), { kind: 'start' }).state;
          for (const kind of kinds) {
            const { id: worker = 0, runs: held = [] } = state.workers[0] ?? {};
            if (kind === 'gone') state = step(state, { kind, worker, reason: 'dice' }).state;
            else if (kind === 'computed') state = step(state, { kind, worker, runs: held.slice(0, 2) }).state;
            else if (kind === 'ready') state = step(state, { kind, worker }).state;
            else state = step(state, { kind }).state;
          }
          fc.pre(state.phase === 'running' || state.phase === 'paused');
          const alive = state.workers.map(({ id }) => id);
          const cancelled = step(state, { kind: 'cancel' });
          expect(cancelled.effects.filter(({ kind }) => kind === 'stop')).toEqual(
            alive.map((worker) => ({ kind: 'stop', worker })),
          );
          expect(cancelled.effects.some(({ kind }) => kind === 'send' || kind === 'launch')).toBe(false);
          for (const worker of alive)
            expect(step(cancelled.state, { kind: 'computed', worker, runs: [0] }).effects).toEqual([]);
        },
      ),
      { seed: 7 },
    );
  });
});
