import { findPreset } from '@shared/catalogue';
import { narrow, type Narrowing } from '@shared/experiment/narrow';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import type { ExperimentId } from '@shared/contract/ids';
import { recount, type FakeArchive, type FakeExperiment } from './fake-archive';
import { missingRuns } from './fake-runner';

export const SCENARIOS = [
  'empty',
  'one',
  'many',
  'failed',
  'slow',
  'refused',
  'gelu',
  'paper',
  'theory',
  'thousands',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Figure 3 with short runs and few of them: every cell, in well under a second. */
export function shortQuick(name: string, seed = 0): ExperimentSpec {
  return { ...shortened('quick', { repetitions: 3, steps: 400 }), name, seed };
}

/** An experiment of the paper with runs so short and few that all seven figures are there in some seconds. */
export function paperSpec(preset: AuthorsSweepName): ExperimentSpec {
  if (preset.endsWith('trajectories')) return { ...shortened(preset, { steps: 200 }), name: preset };
  const by = preset === 'figure-7' ? { repetitions: 1, steps: 20 } : { repetitions: 2, steps: 60 };
  return { ...shortened(preset, by), name: preset };
}

/** Runs for the theory of one: of figure 1 at its smallest and largest scale, of figure 4, and one that meets A1 and A2. */
function theorySpecs(): ExperimentSpec[] {
  const [first, fourth] = ['figure-1', 'figure-4'].map((preset) => findPreset(preset)!.spec) as [
    ExperimentSpec,
    ExperimentSpec,
  ];
  const ends = (spec: ExperimentSpec): number[] => [spec.grid.scales[0]!, spec.grid.scales.at(-1)!];
  const small: ExperimentSpec = {
    ...shortQuick('small start'),
    initialisation: { ...first.initialisation, family: 'gaussianZeroLayer' },
    randomness: { scheme: 'content', draws: 'shared' },
    grid: {
      depths: [2],
      scales: [0.001],
      training: [{ learningRate: 0.02, steps: 3000, repetitions: 2 }],
    },
  };
  const by = { learningRates: [0.02, 0.1], repetitions: 1 };
  return [
    { ...shortened('figure-1', { ...by, scales: ends(first) }), name: 'figure-1, ends' },
    {
      ...shortened('figure-4', { ...by, scales: [fourth.grid.scales[2]!, fourth.grid.scales.at(-1)!] }),
      name: 'figure-4, ends',
    },
    small,
  ];
}

function shortened(preset: string, by: Narrowing): ExperimentSpec {
  const narrowed = narrow(findPreset(preset)!.spec, by);
  if (!narrowed.ok) throw new Error(`${preset} cannot be narrowed`);
  return narrowed.spec;
}

/** Fills an archive with what a scenario finds there. */
export function fill(archive: FakeArchive, scenario: Scenario): void {
  if (scenario === 'empty' || scenario === 'refused') return;
  if (scenario === 'gelu') {
    const seventh = shortened('figure-7', { repetitions: 2, steps: 60 });
    finish(add(archive, { ...seventh, name: 'figure-7, short runs' }, '2026-03-02T09:14:00Z'));
    return;
  }
  if (scenario === 'theory') {
    theorySpecs().forEach((spec, i) => finish(add(archive, spec, `2026-03-02T09:1${i}:00Z`)));
    return;
  }
  if (scenario === 'paper') {
    for (const preset of ['figure-3', 'figure-1-trajectories', 'figure-6'] as const)
      finish(add(archive, paperSpec(preset), '2026-03-02T09:14:00Z'));
    const begun = add(archive, paperSpec('figure-4'), '2026-03-02T10:00:00Z');
    begun.runs.push(...[...missingRuns(begun, plan(begun.record.spec).cells)].slice(0, 70));
    recount(begun, { status: 'cancelled' });
    return;
  }
  const first = add(archive, shortQuick('quick, short runs'), '2026-03-02T09:14:00Z');
  finish(first);
  if (scenario === 'thousands') {
    multiply(archive, first, 2000);
    return;
  }
  if (scenario === 'failed') {
    first.runs.splice(0, 7, ...first.runs.slice(0, 7).map((run) => failed(run)));
    recount(first, { status: 'failed' });
  }
  if (scenario !== 'many') return;
  const figure2 = findPreset('figure-2')!.spec;
  add(archive, { ...figure2, name: 'figure-2' }, '2026-03-02T10:00:00Z');
  for (let i = 1; i <= 80; i += 1) {
    const name =
      i % 9 === 0
        ? `A name that somebody made long in order to say all of what this experiment is about, number ${i}`
        : `sweep ${i}`;
    const experiment = add(
      archive,
      shortQuick(name, i),
      new Date(Date.UTC(2026, 2, 3 + i, 8, i)).toISOString(),
    );
    const statuses = ['queued', 'cancelled', 'finished', 'failed'] as const;
    // The runs of the first stand in for their own.
    const share = i % 4 === 2 ? 1 : (i % 10) / 10;
    experiment.runs.push(...first.runs.slice(0, Math.round(share * first.runs.length)));
    recount(experiment, { status: statuses[i % 4]! });
  }
}

/** So many experiments in all, of all states, seeds and tags; their data and runs are those of the first. */
function multiply(archive: FakeArchive, first: FakeExperiment, count: number): void {
  for (let i = 1; i < count; i += 1) {
    const id = i.toString(16).padStart(64, '0') as ExperimentId;
    const { spec } = first.record;
    const record = {
      ...first.record,
      id,
      name: `sweep ${i}`,
      spec: { ...spec, name: `sweep ${i}`, seed: i },
      createdAt: new Date(Date.UTC(2026, 2, 3, 8, i)).toISOString(),
      starred: i % 50 === 0,
      tags: ['paper', 'depth', 'to do', 'warm-up'].filter((_, k) => i % (k + 3) === 0),
    };
    const experiment = { ...first, record, runs: first.runs.slice(0, i % 7 === 0 ? 9 : undefined) };
    recount(experiment, { status: (['finished', 'cancelled', 'queued'] as const)[i % 3]! });
    archive.experiments.set(id, experiment);
  }
}

function add(archive: FakeArchive, spec: ExperimentSpec, createdAt: string): FakeExperiment {
  const opened = archive.open(spec);
  if (!opened.ok) throw new Error(opened.problems[0]!.message);
  return archive.add(opened, createdAt);
}

function finish(experiment: FakeExperiment): void {
  experiment.runs.push(...missingRuns(experiment, plan(experiment.record.spec).cells));
  recount(experiment, { status: 'finished', finishedAt: '2026-03-02T09:14:11Z' });
}

function failed(run: FakeExperiment['runs'][number]): FakeExperiment['runs'][number] {
  return {
    ...run,
    status: 'failed',
    outcome: null,
    measures: [],
    reason: 'the engine process ended (signal SIGKILL)',
  };
}
