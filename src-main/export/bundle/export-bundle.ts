import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  BUNDLE_FORMAT,
  BUNDLE_MEMBERS,
  BUNDLE_VERSION,
  FOLDER_NAME,
  MOST_BUNDLED,
  type BundleManifest,
  type BundleManifestEntry,
} from '@shared/contract/bundle-manifest';
import { WorkbenchError } from '@shared/contract/errors';
import type { Session } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { dataSetDigest, ResultsDigest, specDigest } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import type { RunResult } from '@shared/training/run-result';
import type { ArchiveReader, BundleDatabaseWriter, BundledExperiment, Pace } from '../../core/ports';
import { csvHeader, csvLines } from '../data/csv';
import { RUN_COLUMNS, runRow, type Value } from '../data/rows';
import { draftOf, fileFailure, targetOf, type TargetRules } from '../whole-file';
import { hashFile } from './hash-file';
import { pack, type Member } from './pack';
import { readMe } from './read-me';

export interface BundleExport {
  readonly experiments: readonly ExperimentRecord[];
  /** Absolute. */
  readonly file: string;
  /** Version of the program. */
  readonly program: string;
}

export interface ExportedBundle {
  readonly bytes: number;
  readonly experiments: number;
  readonly runs: number;
}

/** Of the work: writing members, the rest is packing. */
const WRITING = 0.6;
const ROWS_A_PIECE = 500;

/**
 * Writes experiments with their finished runs, data sets, notes and tags into one file (docs/bundle-format.md); it appears
 * whole or not at all. The same content gives the same members.
 */
export async function exportBundle(
  archive: ArchiveReader,
  { experiments, file, program }: BundleExport,
  rules: TargetRules,
  createDatabase: (file: string) => BundleDatabaseWriter,
  pace: Pace,
): Promise<ExportedBundle> {
  if (experiments.length === 0 || experiments.length > MOST_BUNDLED) {
    throw new WorkbenchError(
      'bad-arguments',
      `A bundle holds 1 to ${MOST_BUNDLED} experiments, not ${experiments.length}.`,
    );
  }
  const target = targetOf(file, rules);
  let workshop: string | null = null;
  try {
    workshop = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    const byId = new Map(experiments.map((record) => [record.id, record]));
    const records = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const entries = await writeContents(archive, records, workshop, createDatabase, pace);
    const members = await seal(workshop, entries, program, pace);
    const bytes = await pack(target, members, {
      ...pace,
      tell: (said, share) => pace.tell(said, WRITING + (1 - WRITING) * (share ?? 0)),
    });
    return { bytes, experiments: entries.length, runs: entries.reduce((sum, { runs }) => sum + runs, 0) };
  } catch (error) {
    throw fileFailure(error, file);
  } finally {
    if (workshop !== null) rmSync(workshop, { recursive: true, force: true });
  }
}

async function writeContents(
  archive: ArchiveReader,
  records: readonly ExperimentRecord[],
  workshop: string,
  createDatabase: (file: string) => BundleDatabaseWriter,
  pace: Pace,
): Promise<BundleManifestEntry[]> {
  const folders = foldersOf(records);
  const total = records.reduce((sum, { counts }) => sum + counts.finished, 0);
  let done = 0;
  const database = createDatabase(join(workshop, BUNDLE_MEMBERS.database));
  let finished = false;
  try {
    const entries: BundleManifestEntry[] = [];
    for (const [i, record] of records.entries()) {
      const folder = folders[i]!;
      entries.push(
        await writeExperiment(
          archive,
          record,
          folder,
          join(workshop, 'experiments', folder),
          database,
          () => {
            done += 1;
            return pace.tell(`writing "${record.name}"`, (WRITING * done) / Math.max(1, total));
          },
        ),
      );
    }
    database.finish();
    finished = true;
    return entries;
  } finally {
    if (!finished) database.abandon();
  }
}

async function writeExperiment(
  archive: ArchiveReader,
  record: ExperimentRecord,
  folder: string,
  path: string,
  database: BundleDatabaseWriter,
  next: () => Promise<void>,
): Promise<BundleManifestEntry> {
  const { id, name, spec, notes } = record;
  const { cells, runCount } = plan(spec);
  const data = archive.dataSet(record.data.digest)!;
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'spec.json'), `${JSON.stringify(spec, null, 2)}\n`);
  writeFileSync(join(path, 'notes.md'), notes === '' || notes.endsWith('\n') ? notes : `${notes}\n`);
  database.addDataSet(record.data, data);
  database.addExperiment(bundled(record, archive.sessions(id)));
  const digest = new ResultsDigest();
  const counted = { runs: 0, measures: 0, traceValues: 0 };
  const table = draftOf(join(path, 'runs.csv'));
  try {
    table.write(csvHeader(RUN_COLUMNS));
    const rows: Value[][] = [];
    for (const run of archive.runs(id)) {
      if (run.outcome === null) continue;
      const traces = spec.trace === null ? [] : archive.traces(id, run);
      const result: RunResult = { ...run, outcome: run.outcome, traces };
      database.addRun(result);
      digest.addRun(cells[run.cell]!, result);
      counted.runs += 1;
      counted.measures += run.measures.length;
      counted.traceValues += traces.reduce((sum, { values }) => sum + values.length, 0);
      rows.push(runRow(run, cells[run.cell]!));
      if (rows.length === ROWS_A_PIECE) table.write(csvLines(rows.splice(0)));
      await next();
    }
    table.write(csvLines(rows));
    table.finish();
  } finally {
    table.abandon();
  }
  return {
    id,
    name,
    folder,
    specDigest: specDigest(spec),
    dataDigest: record.data.digest,
    dataNumbersDigest: dataSetDigest(data),
    resultsDigest: digest.finish(),
    plannedRuns: runCount,
    ...counted,
  };
}

function bundled(record: ExperimentRecord, sessions: readonly Session[]): BundledExperiment {
  const { id, name, createdAt, startedAt, finishedAt, programVersion, kernelSeconds, notes, starred, tags } =
    record;
  return {
    id,
    name,
    spec: JSON.stringify(record.spec),
    dataDigest: record.data.digest,
    createdAt,
    startedAt,
    finishedAt,
    programVersion,
    extends: record.extends,
    kernelSeconds,
    notes,
    starred,
    tags,
    sessions,
    cells: plan(record.spec).cells,
  };
}

/** A folder an experiment: its name where every file system takes it, told apart by the id where two are alike. */
function foldersOf(records: readonly ExperimentRecord[]): string[] {
  const taken = new Set<string>();
  return records.map(({ id, name }) => {
    const plain = name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 60);
    const wanted = FOLDER_NAME.test(plain) ? plain : id;
    const folder = taken.has(wanted.toLowerCase()) ? `${wanted}-${id}` : wanted;
    taken.add(folder.toLowerCase());
    return folder;
  });
}

/** Writes what says what is in the bundle, and lists all members. */
async function seal(
  workshop: string,
  experiments: BundleManifestEntry[],
  program: string,
  pace: Pace,
): Promise<Member[]> {
  const head = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, program, experiments } as const;
  const sums: string[] = [];
  const members: Member[] = [];
  const files: BundleManifest['files'] = [];
  const add = async (name: string): Promise<void> => {
    const path = join(workshop, ...name.split('/'));
    const { sha256, bytes } = await hashFile(path, 'adding up', pace);
    sums.push(`${sha256}  ${name}\n`);
    members.push({ name, path, bytes });
    files.push({ name, bytes });
  };
  writeFileSync(join(workshop, BUNDLE_MEMBERS.readme), readMe({ ...head, files }));
  await add(BUNDLE_MEMBERS.readme);
  await add(BUNDLE_MEMBERS.database);
  for (const { folder } of [...experiments].sort((a, b) => (a.folder < b.folder ? -1 : 1)))
    for (const name of ['notes.md', 'runs.csv', 'spec.json']) await add(`experiments/${folder}/${name}`);
  const manifest: BundleManifest = { ...head, files: [...files] };
  writeFileSync(join(workshop, BUNDLE_MEMBERS.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
  await add(BUNDLE_MEMBERS.manifest);
  const text = sums.join('');
  const path = join(workshop, BUNDLE_MEMBERS.sums);
  writeFileSync(path, text);
  members.push({ name: BUNDLE_MEMBERS.sums, path, bytes: Buffer.byteLength(text) });
  return members;
}
