import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPreset } from '@shared/experiment/presets';
import { LAB_ENTRY } from '../cli/entries';

/** Presets by the figures of the paper that they make. */
export const FIGURES: readonly { readonly figures: string; readonly preset: string }[] = [
  { figures: '1a, 1b, 3', preset: 'figure-3' },
  { figures: '4a, 4b, 5', preset: 'figure-4' },
  { figures: '2', preset: 'figure-2' },
  { figures: '6', preset: 'figure-6' },
  { figures: '7', preset: 'figure-7' },
];

export interface FigureReport {
  readonly figures: string;
  readonly preset: string;
  readonly processes: number;
  readonly runs: number;
  /** Wall time of the command, start-up and storing included, in seconds. */
  readonly wallSeconds: number;
  /** Share of the processes' time between the first runs sent and the last result stored that is not in kernels. */
  readonly shareOutsideKernels: number;
}

/** Computes a whole experiment from the command line, in a data folder of its own. */
export function measureFigure(
  { figures, preset }: (typeof FIGURES)[number],
  processes: number,
): FigureReport {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-bench-'));
  try {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [LAB_ENTRY, 'run', preset, '--json', '--processes', String(processes), '--data-dir', folder],
      { encoding: 'utf8' },
    );
    const wallSeconds = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(`lab run ${preset} failed: ${stderr}`);
    const { counts, seconds, kernelSeconds } = JSON.parse(stdout) as {
      readonly counts: { readonly total: number };
      readonly seconds: number;
      readonly kernelSeconds: number;
    };
    return {
      figures,
      preset,
      processes,
      runs: counts.total,
      wallSeconds,
      shareOutsideKernels: 1 - kernelSeconds / (processes * seconds),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Those of the presets that this version knows. */
export function knownFigures(): (typeof FIGURES)[number][] {
  return FIGURES.filter(({ preset }) => findPreset(preset) !== undefined);
}
