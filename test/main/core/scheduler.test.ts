import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATCH_WORK,
  initialSchedule,
  MAX_ATTEMPTS,
  MAX_FAILED_LAUNCHES,
  step,
  type SchedulerEffect,
  type SchedulerEvent,
  type SchedulerState,
} from '../../../src-main/core/scheduler';

function schedule(runs: number, processes: number, work = BATCH_WORK): SchedulerState {
  return initialSchedule({
    order: Uint32Array.from({ length: runs }, (_, i) => i),
    workOf: () => work,
    processes,
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

  it('sends runs in their order, one batch a process', () => {
    const start = after(schedule(4, 2), { kind: 'start' });
    const first = after(start.state, { kind: 'ready', worker: 0 });
    const second = after(first.state, { kind: 'ready', worker: 1 });
    expect(first.effects).toContainEqual({ kind: 'send', worker: 0, batch: 0, runs: [0] });
    expect(second.effects).toContainEqual({ kind: 'send', worker: 1, batch: 1, runs: [1] });
  });

  it('packs short runs into one batch, but leaves the last ones for every process', () => {
    const { effects } = after(
      schedule(100, 1, BATCH_WORK / 10),
      { kind: 'start' },
      { kind: 'ready', worker: 0 },
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ kind: 'send', runs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }),
    );
    const few = after(schedule(8, 2, 1), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(few.effects).toContainEqual(expect.objectContaining({ kind: 'send', runs: [0, 1] }));
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
      { kind: 'gone', worker: 0, reason: 'crash' },
      { kind: 'ready', worker: 1 },
      { kind: 'computed', worker: 1, batch: 1 },
    );
    expect([...state.attempts.keys()]).toEqual([]);
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
    const ready = after(schedule(4, 1), { kind: 'start' }, { kind: 'ready', worker: 0 }, { kind: 'pause' });
    expect(ready.effects).toEqual([{ kind: 'pause', worker: 0 }]);
    const computed = after(ready.state, { kind: 'computed', worker: 0, batch: 0 });
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

  it('ignores late news of a batch that was given to another process', () => {
    const { state } = after(schedule(2, 1), { kind: 'start' }, { kind: 'ready', worker: 0 });
    expect(after(state, { kind: 'computed', worker: 0, batch: 99 }).state).toEqual(state);
    expect(after(state, { kind: 'computed', worker: 7, batch: 0 }).state).toEqual(state);
  });

  it('computes or gives up every run exactly once, whatever dies when (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }),
        (runs, processes, dice) => {
          const ended = new Map<number, number>();
          const end = (run: number): unknown => ended.set(run, (ended.get(run) ?? 0) + 1);
          const todo: SchedulerEvent[] = [{ kind: 'start' }];
          const batches = new Map<number, readonly number[]>();
          let state = schedule(runs, processes, BATCH_WORK / 3);
          let die = 0;
          for (let event = todo.shift(); event !== undefined; event = todo.shift()) {
            if (event.kind === 'computed') batches.get(event.batch)!.forEach(end);
            const next = step(state, event);
            state = next.state;
            for (const effect of next.effects) {
              if (effect.kind === 'launch') todo.push({ kind: 'ready', worker: effect.worker });
              if (effect.kind === 'giveUp') end(effect.run);
              if (effect.kind !== 'send') continue;
              batches.set(effect.batch, effect.runs);
              // One of five batches is lost with its process, as long as the dice last.
              const lost = (dice[die++] ?? 9) < 2;
              todo.push(
                lost
                  ? { kind: 'gone', worker: effect.worker, reason: 'dice' }
                  : { kind: 'computed', worker: effect.worker, batch: effect.batch },
              );
            }
          }
          expect(state.phase).toBe('done');
          expect([...ended.values()]).toEqual(Array.from({ length: runs }, () => 1));
        },
      ),
    );
  });
});
