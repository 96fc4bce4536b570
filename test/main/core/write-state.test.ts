import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '@shared/contract/errors';
import { afterAttempt, isDue, RETRY_MS, WRITING } from '../../../src-main/core/write-state';

const full = new WorkbenchError('disk-full', 'No room.', null, { mayPass: true });
const damaged = new WorkbenchError('store-damaged', 'Not whole.');

describe('what becomes of a write', () => {
  it('waits for what may pass and tries every few seconds', () => {
    const waiting = afterAttempt(WRITING, { error: full }, 1000, true);
    expect(waiting).toEqual({ kind: 'waiting', error: full, nextTry: 1000 + RETRY_MS });
    expect(isDue(waiting, 1000)).toBe(false);
    expect(isDue(waiting, 1000 + RETRY_MS)).toBe(true);
    const again = afterAttempt(waiting, { error: full }, 5000, true);
    expect(isDue(again, 5000 + RETRY_MS - 1)).toBe(false);
    expect(afterAttempt(again, null, 9000, true)).toBe(WRITING);
  });

  it.each([
    ['damage', damaged, true],
    ['a bug', new TypeError('x is undefined'), true],
    ['a full disk that nobody wants to wait for', full, false],
  ])('is given up for %s, for good', (_, error, patient) => {
    const broken = afterAttempt(WRITING, { error }, 0, patient);
    expect(broken).toEqual({ kind: 'broken', error });
    expect(isDue(broken, 1e9)).toBe(false);
    expect(afterAttempt(broken, null, 1e9, true)).toBe(broken);
  });
});
