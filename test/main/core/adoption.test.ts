import { describe, expect, it, onTestFinished } from 'vitest';
import { extend, type Extension } from '@shared/experiment/extend';
import { narrow, type Narrowing } from '@shared/experiment/narrow';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { adoptRuns, planAdoption } from '../../../src-main/core/adoption';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

const breathe = (): Promise<void> => Promise.resolve();

function anArchive(): ArchiveWriter {
  const archive = openArchiveWriter(temporaryFolder());
  onTestFinished(() => archive.close());
  return archive;
}

function open(spec: unknown, archive: ArchiveWriter) {
  const readTable = (): never => {
    throw new Error('no file is read here');
  };
  return openSpec(spec, { archive, readTable });
}

/** Adopts what there is, computes the rest, and says how many runs of each, and the digest of all. */
async function complete(spec: ExperimentSpec, archive: ArchiveWriter, { adopt = true } = {}) {
  const opened = open(spec, archive);
  const record = archiveExperiment(archive, opened, '0.0.0');
  const adopted = adopt ? await adoptRuns(archive, record, { breathe }) : [];
  const run = startExperiment(opened, {
    archive,
    launch: inProcessEngines(),
    clock: systemClock,
    processes: 1,
  });
  const { computed } = await run.finished;
  return {
    id: record.id,
    adopted,
    computed,
    digest: experimentDigest(archive, archive.findById(record.id)!),
  };
}

/** The digest of an experiment that is computed as a whole, with nothing else in its archive. */
async function inOneGo(spec: ExperimentSpec): Promise<string> {
  return (await complete(spec, anArchive(), { adopt: false })).digest;
}

function larger(spec: ExperimentSpec, by: Extension): ExperimentSpec {
  const extended = extend(spec, by);
  if (!extended.ok) throw new Error(extended.problems[0]!.message);
  return extended.spec;
}

const TRACE = { every: 7, quantities: ['excessRisk', 'sharpness', 'sharpnessAsPublished'] };
const ADDITIONS = { repetitions: 5, learningRates: [0.05], scales: [0.9], depths: [2, 4] };

describe('an experiment that is extended', () => {
  it.each([
    ['shared', null],
    ['shared', TRACE],
    ['independent', TRACE],
  ])('has the bytes of one that is computed in one go (%s draws, trace %j)', async (draws, trace) => {
    const small = smallSpec({ randomness: { scheme: 'content', draws }, trace });
    const grown = larger(small, ADDITIONS);
    const archive = anArchive();
    const { id: donor } = await complete(small, archive);
    const extended = await complete(grown, archive);
    // All 12 runs of the smaller grid; 3 depths, 3 scales, 3 rates, 5 repetitions are 135.
    expect(extended.adopted).toEqual([{ id: donor, name: 'small', runs: 12 }]);
    expect(extended.computed).toBe(135 - 12);
    expect(extended.digest).toBe(await inOneGo(grown));
  });

  it('has the bytes of one that is computed in one go, on the authors’ draws', async () => {
    const part = (by: Narrowing): ExperimentSpec => {
      const narrowed = narrow(findPreset('figure-3')!.spec, by);
      if (!narrowed.ok) throw new Error(narrowed.problems[0]!.message);
      return narrowed.spec;
    };
    const archive = anArchive();
    await complete(part({ repetitions: 2, steps: 60, scales: [0.6], learningRates: [0.1, 0.2] }), archive);
    const grown = part({ repetitions: 3, steps: 60, scales: [0.25, 0.6], learningRates: [0.02, 0.1, 0.2] });
    const extended = await complete(grown, archive);
    expect(extended.adopted.map(({ runs }) => runs)).toEqual([4]);
    expect(extended.computed).toBe(18 - 4);
    expect(extended.digest).toBe(await inOneGo(grown));
  });

  it('takes over with other steps what diverged before either ended, and nothing else', async () => {
    // Divergence is seen after 50 or 100 updates; the others converge, cycle or are still on their way.
    const grid = (steps: number, repetitions: number) => ({
      depths: [3],
      scales: [0.3, 1.5, 3],
      training: [0.01, 0.3, 0.9].map((learningRate) => ({ learningRate, steps, repetitions })),
    });
    for (const [before, after] of [
      [123, 257],
      [257, 123],
      [52, 51],
    ] as const) {
      const small = smallSpec({ grid: grid(before, 3), trace: TRACE });
      const grown = smallSpec({ grid: grid(after, 4), trace: TRACE });
      const archive = anArchive();
      const { id } = await complete(small, archive);
      const early = [...archive.runs(id)].filter(
        ({ outcome, stepsTaken }) => outcome === 'diverged' && stepsTaken < Math.min(before, after),
      ).length;
      const extended = await complete(grown, archive);
      expect(early).toBeGreaterThan(3);
      expect(early).toBeLessThan(27);
      expect(extended.adopted.map(({ runs }) => runs)).toEqual([early]);
      expect(extended.digest).toBe(await inOneGo(grown));
    }
  });

  it('keeps beside its runs what the library shows, as if it had computed them', async () => {
    const grown = larger(smallSpec({ trace: TRACE }), ADDITIONS);
    const archive = anArchive();
    await complete(smallSpec({ trace: TRACE }), archive);
    const { id } = await complete(grown, archive);
    const alone = anArchive();
    await complete(grown, alone, { adopt: false });
    const { counts, outcomes, contentBytes, status } = archive.findById(id)!;
    const { counts: c, outcomes: o, contentBytes: b, status: s } = alone.findById(id)!;
    expect({ counts, outcomes, contentBytes, status }).toEqual({
      counts: c,
      outcomes: o,
      contentBytes: b,
      status: s,
    });
  });

  it('takes from several, also from those in the bin, each run once', async () => {
    const archive = anArchive();
    const rates = (learningRates: readonly number[]) =>
      smallSpec({
        name: `rates ${learningRates.join()}`,
        grid: {
          depths: [3],
          scales: [0.3],
          training: learningRates.map((learningRate) => ({ learningRate, steps: 60, repetitions: 2 })),
        },
      });
    const { id } = await complete(rates([0.01, 0.02]), archive);
    archive.setDeleted([id], true);
    await complete(rates([0.02, 0.04]), archive, { adopt: false });
    const plan = planAdoption(archive, {
      spec: rates([0.01, 0.02, 0.04, 0.08]),
      data: archive.findById(id)!.data,
    });
    expect(plan.donors.map(({ name, runs }) => [name, runs])).toEqual([
      ['rates 0.02,0.04', 4],
      ['rates 0.01,0.02', 2],
    ]);
    expect(plan.there).toEqual([2, 2, 2, 0]);
    const { adopted, computed } = await complete(rates([0.01, 0.02, 0.04, 0.08]), archive);
    expect(adopted).toEqual(plan.donors);
    expect(computed).toBe(2);
  });

  it.each([
    ['another seed', { seed: 8 }],
    ['other data', { data: { kind: 'synthetic', samples: 20, features: 3, noise: 0.5 } }],
    ['other traces', { trace: TRACE }],
    ['independent draws', { randomness: { scheme: 'content', draws: 'independent' } }],
    ['another network', { network: { kind: 'fullyConnected', hiddenWidths: 2 } }],
  ])('takes nothing from one with %s', async (_, change) => {
    const archive = anArchive();
    await complete(smallSpec(change), archive);
    const { adopted, computed } = await complete(smallSpec(), archive);
    expect(adopted).toEqual([]);
    expect(computed).toBe(12);
  });

  it('goes on after it was stopped in between, and counts what it took', async () => {
    const archive = anArchive();
    const { id: donor } = await complete(smallSpec(), archive);
    const grown = larger(smallSpec(), { scales: [0.9] });
    const record = archiveExperiment(archive, open(grown, archive), '0.0.0', donor);
    let batches = 0;
    await adoptRuns(archive, record, { breathe, stopped: () => (batches += 1) > 2 });
    expect(archive.findById(record.id)!.counts.finished).toBe(6);
    const { digest } = await complete(grown, archive);
    expect(archive.adoptions(record.id)).toMatchObject([{ donor, donorName: 'small', runs: 12 }]);
    expect(archive.findById(record.id)!.extends).toBe(donor);
    expect(archive.extensionsOf(donor)).toEqual([{ id: record.id, name: 'small-2' }]);
    expect(digest).toBe(await inOneGo(grown));
  });
});
