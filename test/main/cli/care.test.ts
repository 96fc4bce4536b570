import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackupRecord } from '@shared/contract/care';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

describe('looking after the archive at the command line', () => {
  it('backs up, lists, restores, and restores what was there before', async () => {
    const folder = temporaryFolder();
    const at = ['--data-dir', folder];
    await lab('run', 'figure-1-trajectories', ...at);
    const { file } = await labJson<{ file: string; bytes: number }>('backup', '--json', ...at);
    expect(file).toMatch(/backups[\\/]workbench-\d{8}-\d{6}-manual\.sqlite$/);
    await lab('annotate', 'figure-1-trajectories', '--notes', 'later', ...at);
    const [backup] = await labJson<BackupRecord[]>('backup', '--list', '--json', ...at);
    expect(backup).toMatchObject({ file, kind: 'manual' });
    const { setAside } = await labJson<{ setAside: string }>('restore-backup', backup!.name, '--json', ...at);
    const notes = async (): Promise<string> =>
      (await labJson<{ notes: string }>('show', 'figure-1-trajectories', '--json', ...at)).notes;
    expect(await notes()).toBe('');
    await lab('restore-backup', setAside, ...at);
    expect(await notes()).toBe('later');
    const missing = await lab('restore-backup', 'nowhere.sqlite', ...at);
    expect([missing.code, missing.stdout]).toEqual([2, '']);
  });

  it('compacts and moves, and says where everything is then', async () => {
    const folder = temporaryFolder();
    await lab('run', 'figure-1-trajectories', '--data-dir', folder);
    const before = (await lab('digest', 'figure-1-trajectories', '--data-dir', folder)).stdout;
    const sizes = await labJson<{ before: number; after: number }>('compact', '--json', '--data-dir', folder);
    expect(sizes.after).toBeLessThanOrEqual(sizes.before);
    const to = join(temporaryFolder(), 'there');
    expect(await labJson('move-data', to, '--json', '--data-dir', folder)).toEqual({
      folder: to,
      remembered: false,
    });
    expect((await lab('digest', 'figure-1-trajectories', '--data-dir', to)).stdout).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('workbench'))).toEqual([]);
    const back = await lab('move-data', to, '--data-dir', to);
    expect([back.code, back.stdout]).toEqual([2, '']);
    const empty = temporaryFolder();
    for (const command of [['compact'], ['backup'], ['move-data', join(temporaryFolder(), 'x')]]) {
      const refused = await lab(...command, '--data-dir', empty);
      expect([command[0], refused.code, refused.stdout]).toEqual([command[0], 2, '']);
    }
    expect(existsSync(join(empty, 'backups'))).toBe(false);
  });
});
