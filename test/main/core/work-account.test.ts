import { expect, test } from 'vitest';
import { WorkAccount } from '../../../src-main/core/work-account';

// Run 0: 10 updates that cost 1 each; run 1: 20 that cost 4 each.
const account = (): WorkAccount =>
  new WorkAccount(
    [0, 1],
    (run) => [10, 80][run]!,
    (run) => [10, 20][run]!,
  );

test('ended runs count whole, however early they ended', () => {
  const own = account();
  expect(own.stepsToDo).toBe(30);
  expect(own.after(0)).toEqual({ done: 0, left: 90 });
  own.end(0, 5);
  expect(own.after(5)).toEqual({ done: 10, left: 80 });
  own.end(1, 20);
  expect(own.after(25)).toEqual({ done: 90, left: 0 });
});

test('runs in hand count as far as their updates are', () => {
  const own = account();
  // A third of all updates is a third of all work, while nothing is known of whose they are.
  expect(own.after(10)).toEqual({ done: 30, left: 60 });
  own.end(0, 10);
  expect(own.after(15)).toEqual({ done: 10 + 20, left: 60 });
});

test('updates that were lost with a process do not make more work than there is', () => {
  const own = account();
  expect(own.after(1000)).toEqual({ done: 90, left: 0 });
  own.end(0, 0);
  expect(own.after(1000)).toEqual({ done: 90, left: 0 });
});
