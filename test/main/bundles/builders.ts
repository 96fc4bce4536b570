import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { onTestFinished } from 'vitest';
import { BUNDLE_FORMAT, BUNDLE_VERSION } from '@shared/contract/bundle-manifest';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { dataSetDigest, specDigest } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import type { RunResult } from '@shared/training/run-result';
import type { OpenedBundle } from '../../../src-main/core/bundles/plan-import';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter, ImportWriter, Pace } from '../../../src-main/core/ports';
import { archiveExperiment } from '../../../src-main/core/start-experiment';
import { lookIntoBundle, takeBundle, writeBundle } from '../../../src-main/hosts/node/bundle-file';
import { openArchiveWriter } from '../../../src-main/store';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

export const NO_PACE: Pace = { tell: async () => undefined, breathe: async () => undefined };

export interface Folder {
  readonly path: string;
  readonly archive: ArchiveWriter & ImportWriter;
}

/** A data folder with an archive. */
export function aFolder(): Folder {
  const path = temporaryFolder();
  const archive = openArchiveWriter(path);
  onTestFinished(() => archive.close());
  return { path, archive };
}

/** Traces of two quantities, every 10 steps. */
export const TRACED = { trace: { every: 10, quantities: ['excessRisk', 'sharpness'] } };

/** A run as no engine would compute it, told apart by its place: tests of copying need no true numbers. */
export function aRun(cell: number, repetition: number, traced = true): RunResult {
  const diverged = repetition === 2;
  return {
    cell,
    repetition,
    outcome: diverged ? 'diverged' : 'converged',
    stepsTaken: 100 + cell,
    measures: [
      { measure: 'initialRisk', value: 1 / (1 + cell), error: null, method: null },
      { measure: 'initialSharpness', value: -0, error: 1e-9, method: 'lanczos' },
      ...(diverged
        ? [{ measure: 'finalRisk' as const, value: Infinity, error: null, method: null }]
        : [{ measure: 'finalRisk' as const, value: 5e-324 * (1 + repetition), error: null, method: null }]),
    ],
    traces: traced
      ? [
          { quantity: 'excessRisk', every: 10, values: Float64Array.of(1, -0, NaN, cell + repetition / 8) },
          { quantity: 'sharpness', every: 10, values: new Float64Array(13).fill(Math.PI) },
        ]
      : [],
  };
}

/** Archives an experiment with the runs of its plan that `has` says. */
export function anExperiment(
  { archive }: Folder,
  change: Record<string, unknown> = TRACED,
  has: (run: RunResult) => boolean = () => true,
  rows: string[][] = [],
): ExperimentRecord {
  const readTable = () => ({ rows, sha256: 'a'.repeat(64) });
  const opened = openSpec(smallSpec(change), { archive: null, readTable });
  const { id, spec } = archiveExperiment(archive, opened, '9.8.7');
  const runs = plan(spec)
    .cells.flatMap(({ index, repetitions }) =>
      Array.from({ length: repetitions }, (_, repetition) => aRun(index, repetition, spec.trace !== null)),
    )
    .filter(has);
  archive.setStatus(id, 'running');
  archive.recordRuns(id, runs, []);
  const all = runs.length === archive.findById(id)!.counts.total;
  archive.setStatus(id, all ? 'finished' : 'cancelled');
  return archive.findById(id)!;
}

/** Writes experiments of a folder into a bundle and returns its path. */
export async function aBundle(folder: Folder, records: readonly ExperimentRecord[]): Promise<string> {
  const file = join(temporaryFolder(), 'a.workbench.zip');
  await writeBundle(folder.path, folder.archive, records, file, NO_PACE);
  return file;
}

export const take = (folder: Folder, file: string) => takeBundle(folder.path, folder.archive, file, NO_PACE);
export const look = (folder: Folder, file: string) =>
  lookIntoBundle(folder.path, folder.archive, file, NO_PACE);

export const digestIn = ({ archive }: Folder, id: ExperimentId | string): string =>
  experimentDigest(archive, archive.findById(id as ExperimentId)!);

/** Members of a bundle by name. */
export type Members = Record<string, Uint8Array>;

export const membersOf = (file: string): Members => unzipSync(readFileSync(file));

export function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes!).toString('utf8');
}

/** Packs members into a new zip file, as another program would. */
export function packed(members: Zippable): string {
  const file = join(temporaryFolder(), 'changed.workbench.zip');
  writeFileSync(file, zipSync(members));
  return file;
}

/** Brings sizes and sums up to date, as somebody who forges a bundle would. */
export function resealed(members: Members): Members {
  const manifest = JSON.parse(textOf(members['manifest.json'])) as { files: unknown };
  manifest.files = Object.keys(members)
    .filter((name) => name !== 'manifest.json' && name !== 'checksums.sha256')
    .map((name) => ({ name, bytes: members[name]!.length }));
  const sealed: Members = { ...members, 'manifest.json': Buffer.from(JSON.stringify(manifest)) };
  const sums = Object.keys(sealed)
    .filter((name) => name !== 'checksums.sha256')
    .map((name) => `${createHash('sha256').update(sealed[name]!).digest('hex')}  ${name}\n`);
  return { ...sealed, 'checksums.sha256': Buffer.from(sums.join('')) };
}

/** The failure of the outside that a deed rejects with; anything else fails the test. */
export async function failureOf(deed: Promise<unknown>): Promise<WorkbenchError> {
  try {
    await deed;
  } catch (error) {
    if (error instanceof WorkbenchError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A bundle of one experiment as it is read, without a file. */
export function openedBundle(
  folder: Folder,
  record: ExperimentRecord,
  runs: readonly RunResult[],
): OpenedBundle {
  const { id, name, spec, data } = record;
  const numbers = folder.archive.dataSet(data.digest)!;
  return {
    manifest: {
      format: BUNDLE_FORMAT,
      version: BUNDLE_VERSION,
      program: '9.8.7',
      experiments: [
        {
          id,
          name,
          folder: 'small',
          specDigest: specDigest(spec),
          dataDigest: data.digest,
          dataNumbersDigest: dataSetDigest(numbers),
          resultsDigest: digestIn(folder, id),
          plannedRuns: record.counts.total,
          runs: runs.length,
          measures: runs.reduce((sum, { measures }) => sum + measures.length, 0),
          traceValues: runs
            .flatMap(({ traces }) => traces)
            .reduce((sum, { values }) => sum + values.length, 0),
        },
      ],
      files: [],
    },
    database: {
      dataSets: () => [data],
      dataSet: () => numbers,
      experiments: () => [
        {
          ...record,
          spec: JSON.stringify(spec),
          dataDigest: data.digest,
          sessions: [],
          cells: plan(spec).cells,
        },
      ],
      runs: () => runs,
      close: () => undefined,
    },
  };
}
