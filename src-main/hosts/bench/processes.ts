import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPreset } from '@shared/experiment/presets';
import { openSpec } from '../../core/open-spec';
import { archiveExperiment, startExperiment } from '../../core/start-experiment';
import { forkedEngines } from '../../engine/launch-forked';
import { openArchiveWriter } from '../../store';
import { ENGINE_ENTRY } from '../cli/entries';
import { systemClock } from '../node/clock';
import { PROGRAM_VERSION } from '../version';
import { ratios, spreadOf, type Spread } from './timing';

/** Long runs, so that the steady state is all there is. */
const PRESET = 'figure-6';
/** Until every process trains, in milliseconds. */
const WARM_UP_MS = 1500;
const MEASURED_MS = 3000;
const TURNS = 3;

export interface ProcessReport {
  readonly preset: string;
  /** Updates a second. */
  readonly one: Spread;
  readonly two: Spread;
  readonly ratio: Spread;
}

/** Steady throughput of one and of two engine processes, in turns. */
export async function measureProcesses(): Promise<ProcessReport> {
  const one: number[] = [];
  const two: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    one.push(await stepsPerSecond(1));
    two.push(await stepsPerSecond(2));
  }
  return { preset: PRESET, one: spreadOf(one), two: spreadOf(two), ratio: ratios(two, one) };
}

async function stepsPerSecond(processes: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-bench-'));
  const archive = openArchiveWriter(folder);
  try {
    const opened = openSpec(findPreset(PRESET)!.spec, {
      archive,
      readTable: () => {
        throw new Error('presets read no files');
      },
    });
    archiveExperiment(archive, opened, PROGRAM_VERSION);
    const run = startExperiment(opened, {
      archive,
      launch: forkedEngines(ENGINE_ENTRY),
      clock: systemClock,
      processes,
    });
    await sleep(WARM_UP_MS);
    const [stepsBefore, before] = [run.progress().steps, performance.now()];
    await sleep(MEASURED_MS);
    const [stepsAfter, after] = [run.progress().steps, performance.now()];
    run.cancel();
    await run.finished;
    return (1000 * (stepsAfter - stepsBefore)) / (after - before);
  } finally {
    archive.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
