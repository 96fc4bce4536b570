import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson, startLab } from './lab';

/** A disk of its own of so many kilobytes; null where this system does not let us have one. */
function smallDisk(kilobytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'workbench-test', folder], {
      stdio: 'ignore',
    });
  } catch {
    rmSync(folder, { recursive: true });
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Forty runs whose traces take 3 MB. */
const SPEC = smallSpec({
  trace: { every: 1, quantities: ['excessRisk', 'squaredDistance'] },
  grid: { depths: [3], scales: [0.3], training: [{ learningRate: 0.001, steps: 5000, repetitions: 40 }] },
});

function prepared(): { filler: string; folder: string; spec: string } | null {
  const disk = smallDisk(12_000);
  if (disk === null) return null;
  const [folder, filler] = [join(disk, 'data'), join(disk, 'filler')];
  const spec = join(temporaryFolder(), 'spec.json');
  writeFileSync(spec, JSON.stringify(SPEC));
  return { filler, folder, spec };
}

/** Fills the disk once the run has begun. */
async function runUntilFull(
  { filler, folder, spec }: { filler: string; folder: string; spec: string },
  ...options: string[]
) {
  const running = startLab(['run', spec, '--processes', '1', '--json', '--data-dir', folder, ...options]);
  await running.says('runs to compute');
  execFileSync('sh', ['-c', 'dd if=/dev/zero of="$0" bs=64k 2>/dev/null || true', filler]);
  return running;
}

describe('a disk that fills up', () => {
  it('is waited for, and the run goes on by itself when there is room', async (context) => {
    const full = prepared();
    if (full === null) return context.skip('a disk of its own takes the right to mount one');
    const running = await runUntilFull(full);
    await running.says('Waiting for room on the disk.');
    expect(running.child.exitCode).toBeNull();
    rmSync(full.filler);
    const { code, stdout, stderr } = await running.result;
    expect(stderr).toContain('going on');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'finished', counts: { finished: 40 } });
    const elsewhere = temporaryFolder();
    await lab('run', full.spec, '--data-dir', elsewhere);
    const digests = await Promise.all(
      [full.folder, elsewhere].map((folder) => lab('digest', 'small', '--data-dir', folder)),
    );
    expect(digests[0]!.stdout).toMatch(/^[0-9a-f]{64}/);
    expect(digests[0]!.stdout).toBe(digests[1]!.stdout);
    expect((await lab('check', '--thorough', '--data-dir', full.folder)).code).toBe(0);
  });

  it('ends a run that is told not to wait, and one that is interrupted while it waits', async (context) => {
    const full = prepared();
    if (full === null) return context.skip('a disk of its own takes the right to mount one');
    const hasty = await (await runUntilFull(full, '--no-wait')).result;
    expect([hasty.code, hasty.stdout]).toEqual([1, '']);
    expect(hasty.stderr).toContain('no room left on the disk');
    rmSync(full.filler);

    const waiting = await runUntilFull(full);
    await waiting.says('Waiting for room on the disk.');
    waiting.child.kill('SIGINT');
    const { code, stderr } = await waiting.result;
    expect(code).toBe(130);
    expect(stderr).toContain('of 40 runs of "small" are kept');
    rmSync(full.filler);
    expect((await lab('check', '--thorough', '--data-dir', full.folder)).code).toBe(0);
    expect(await labJson('run', full.spec, '--json', '--data-dir', full.folder)).toMatchObject({
      status: 'finished',
    });
  });
});
