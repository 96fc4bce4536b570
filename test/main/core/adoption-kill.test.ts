import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ExperimentId } from '@shared/contract/ids';
import { prngKey, uniformFloat32 } from '@shared/numerics/random/jax';
import { adoptRuns } from '../../../src-main/core/adoption';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter, quickCheck } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { killsOr } from '../../builders/kills';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { bundle } from '../store/bundle';
import { startChild } from '../store/child';

/** WORKBENCH_KILLS=50 kills so often. */
const KILLS = killsOr(6);

let child: string;
beforeAll(async () => {
  child = await bundle('test/main/core/children/adopt.ts');
});

const breathe = (): Promise<void> => Promise.resolve();

/** Traces of every step, so that a batch takes some milliseconds. */
const spec = (scales: readonly number[], repetitions: number) =>
  smallSpec({
    name: `scales ${scales.join(' and ')}`,
    grid: { depths: [3], scales, training: [{ learningRate: 0.01, steps: 100, repetitions }] },
    trace: { every: 1, quantities: ['excessRisk', 'squaredDistance'] },
  });

function open(of: unknown, archive: ArchiveWriter) {
  const readTable = (): never => {
    throw new Error('no file is read here');
  };
  return openSpec(of, { archive, readTable });
}

async function compute(of: unknown, archive: ArchiveWriter): Promise<ExperimentId> {
  const opened = open(of, archive);
  const { id } = archiveExperiment(archive, opened, '0.0.0');
  await startExperiment(opened, { archive, launch: inProcessEngines(), clock: systemClock, processes: 2 })
    .finished;
  return id;
}

/** What the library shows, counted anew from the runs. */
function recounted(path: string, id: ExperimentId) {
  const database = new Database(join(path, 'workbench.sqlite'), { readonly: true });
  const of = `WHERE experiment = (SELECT key FROM experiment WHERE id = '${id}')`;
  try {
    return {
      taken: database.prepare(`SELECT coalesce(sum(runs), 0) FROM adoption ${of}`).pluck().get(),
      summarised: database
        .prepare(
          `SELECT name, count FROM measure_summary JOIN measure_name ON key = measure ${of} ORDER BY name`,
        )
        .raw()
        .all(),
      finite: database
        .prepare(
          `SELECT name, count(*) FROM run JOIN measure ON measure.run = run.key JOIN measure_name ON measure_name.key = measure
           ${of} AND abs(value) < 9e999 GROUP BY name ORDER BY name`,
        )
        .raw()
        .all(),
    };
  } finally {
    database.close();
  }
}

test(
  'runs that are taken over are there whole or not at all, whenever the program is killed, and the rest follows',
  { timeout: 120_000 + KILLS * 10_000 },
  async () => {
    const large = spec([0.3, 1.5], 151);
    // 2 × 150 runs are there, in two experiments; one of each scale is to be computed.
    const prepared = temporaryFolder();
    const first = openArchiveWriter(prepared);
    const donors = [await compute(spec([0.3], 150), first), await compute(spec([1.5], 150), first)];
    const digests = donors.map((id) => experimentDigest(first, first.findById(id)!));
    const { id } = archiveExperiment(first, open(large, first), '0.0.0', donors[0]);
    first.close();

    const alone = openArchiveWriter(temporaryFolder());
    onTestFinished(() => alone.close());
    await compute(large, alone);
    const inOneGo = experimentDigest(alone, alone.findById(id)!);

    /** A copy of that folder, and the process that takes over the runs there. */
    const doomed = async () => {
      const path = temporaryFolder();
      cpSync(prepared, path, { recursive: true });
      const process = startChild(child, path, id);
      expect(await process.line()).toBe('begun');
      return { path, process };
    };
    const lived = await doomed();
    const began = performance.now();
    while ((await lived.process.line()) !== 'done');
    const duration = performance.now() - began;
    await lived.process.exit();

    const moments = uniformFloat32(prngKey(7), KILLS);
    let within = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { path, process } = await doomed();
      await new Promise((resolve) => setTimeout(resolve, moments[kill]! * duration));
      await process.kill();

      const file = join(path, 'workbench.sqlite');
      expect(quickCheck(file, { thorough: true }), `kill ${kill}`).toEqual([]);
      const archive = openArchiveWriter(path);
      // Nothing of those that gave is lost.
      expect(donors.map((donor) => experimentDigest(archive, archive.findById(donor)!))).toEqual(digests);
      const { counts, outcomes } = archive.findById(id)!;
      const runs = [...archive.runs(id)];
      expect(runs).toHaveLength(counts.finished);
      expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(counts.finished);
      const { taken, summarised, finite } = recounted(path, id);
      expect(taken).toBe(counts.finished);
      expect(summarised).toEqual(finite);
      // A run that is there has all that its donor's has.
      for (const { cell, repetition, ...rest } of runs) {
        const { cell: _, repetition: __, ...given } = archive.run(donors[cell]!, { cell: 0, repetition })!;
        expect(rest).toEqual(given);
        expect(archive.traces(id, { cell, repetition })).toEqual(
          archive.traces(donors[cell]!, { cell: 0, repetition }),
        );
      }
      if (counts.finished > 0 && counts.finished < 300) within += 1;

      await adoptRuns(archive, archive.findById(id)!, { breathe });
      expect(archive.findById(id)!.counts.finished).toBe(300);
      await compute(large, archive);
      const after = archive.findById(id)!;
      expect([after.status, after.counts.finished]).toEqual(['finished', 302]);
      expect(experimentDigest(archive, after)).toBe(inOneGo);
      archive.close();
    }
    // Else the moments were ill chosen.
    expect(within).toBeGreaterThan(0);
  },
);
