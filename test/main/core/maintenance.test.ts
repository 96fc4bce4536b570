import { describe, expect, it } from 'vitest';
import type { BackupRecord } from '@shared/contract/care';
import { isBackupDue } from '../../../src-main/core/maintenance/backup-schedule';
import { archiveBusy, begin, progressed } from '../../../src-main/core/maintenance/maintenance-state';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-14T09:00:00.000Z');
const backup = (daysAgo: number, kind: BackupRecord['kind'] = 'scheduled'): BackupRecord => ({
  file: '/backups/x.sqlite',
  name: 'x.sqlite',
  kind,
  at: new Date(NOW - daysAgo * DAY).toISOString(),
  bytes: 1,
});

describe('a scheduled backup', () => {
  it.each([
    ['none yet', 'daily', [], NOW - 1, true],
    ['a day old, changed since', 'daily', [backup(1)], NOW - 1, true],
    ['a day old, nothing changed', 'daily', [backup(1)], NOW - 2 * DAY, false],
    ['younger', 'daily', [backup(0.9)], NOW - 1, false],
    ['a day old, but weekly', 'weekly', [backup(1)], NOW - 1, false],
    ['a week old', 'weekly', [backup(7)], NOW - 1, true],
    ['by hand an hour ago', 'daily', [backup(0.04, 'manual'), backup(3)], NOW - 1, false],
    ['only from before a restoration', 'daily', [backup(0.04, 'before-restore')], NOW - 1, true],
    ['switched off', 'off', [], NOW - 1, false],
    ['no archive', 'daily', [], null, false],
  ] as const)('%s (%s): due %#', (_, schedule, backups, written, due) => {
    expect(isBackupDue(schedule, backups, written, NOW)).toBe(due);
  });
});

describe('what is done to the archive', () => {
  it('is one thing at a time', () => {
    const backingUp = begin(null, 'backup', true);
    expect(backingUp).toEqual({ kind: 'backup', done: null, cancellable: true, blocksWriting: false });
    expect(progressed(backingUp, 0.5)?.done).toBe(0.5);
    expect(progressed(null, 0.5)).toBeNull();
    expect(() => begin(backingUp, 'check', false)).toThrow(archiveBusy('backup').message);
  });

  it.each(['compact', 'restore', 'move'] as const)(
    '%s waits for experiments, and lets nobody write',
    (kind) => {
      expect(() => begin(null, kind, true)).toThrow('Experiments are computed or wait to be.');
      expect(begin(null, kind, false).blocksWriting).toBe(true);
    },
  );
});
