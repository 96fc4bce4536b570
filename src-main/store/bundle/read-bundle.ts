import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { badBundle } from '@shared/contract/bad-bundle';
import type { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { Session } from '@shared/contract/provenance';
import type { DataSetRecord } from '@shared/contract/records';
import type { Cell } from '@shared/experiment/plan';
import type { Table } from '@shared/network/data/data-set';
import type { MeasureName, Outcome, TraceQuantity } from '@shared/training/run-result';
import type { BundleDatabaseReader, BundledExperiment } from '../../core/ports';
import type { Connection } from '../connection';
import { valuesOf } from '../float-bytes';
import { BUNDLE_APPLICATION_ID, BUNDLE_LAYOUT, expectedSchema, schemaOf } from './layout';

const ASK = {
  dataSets: `SELECT digest, origin FROM data_set ORDER BY digest`,
  dataSet: `
    SELECT features, samples, test_samples AS testSamples, inputs, targets, test_inputs AS testInputs,
      test_targets AS testTargets
    FROM data_set WHERE digest = ?`,
  experiments: `
    SELECT experiment AS key, id, name, spec, data_set AS dataDigest, created_at AS createdAt, started_at AS startedAt,
      finished_at AS finishedAt, program_version AS programVersion, extends, kernel_seconds AS kernelSeconds, notes, starred
    FROM experiment ORDER BY experiment`,
  tags: `SELECT tag FROM tag WHERE experiment = ? ORDER BY tag`,
  sessions: `
    SELECT started_at AS startedAt, ended_at AS endedAt, program_version AS programVersion, kernel, processor, platform,
      runtime, processes, runs, kernel_seconds AS kernelSeconds
    FROM session WHERE experiment = ? ORDER BY session`,
  cells: `
    SELECT cell AS "index", learning_rate AS learningRate, scale, depth, steps, repetitions
    FROM cell WHERE experiment = ? ORDER BY cell`,
  runs: `
    SELECT run, cell, repetition, outcome, steps_taken FROM run
    WHERE experiment = (SELECT experiment FROM experiment WHERE id = ?) ORDER BY cell, repetition`,
  measures: `SELECT measure, value, error, method FROM measure WHERE run = ? ORDER BY measure`,
  traces: `SELECT quantity, every, length, samples FROM trace WHERE run = ? ORDER BY quantity`,
  /** Rows that belong to nothing: they would be read by nobody and are no part of a bundle. */
  strays: `
    SELECT (SELECT count(*) FROM run WHERE experiment NOT IN (SELECT experiment FROM experiment))
      + (SELECT count(*) FROM cell WHERE experiment NOT IN (SELECT experiment FROM experiment))
      + (SELECT count(*) FROM session WHERE experiment NOT IN (SELECT experiment FROM experiment))
      + (SELECT count(*) FROM tag WHERE experiment NOT IN (SELECT experiment FROM experiment))
      + (SELECT count(*) FROM measure WHERE run NOT IN (SELECT run FROM run))
      + (SELECT count(*) FROM trace WHERE run NOT IN (SELECT run FROM run))
      + (SELECT count(*) FROM experiment WHERE data_set NOT IN (SELECT digest FROM data_set))
      + (SELECT count(*) FROM data_set WHERE digest NOT IN (SELECT data_set FROM experiment))`,
} as const;

type DataSetRow = Readonly<{
  features: number;
  samples: number;
  testSamples: number | null;
  inputs: Buffer;
  targets: Buffer;
  testInputs: Buffer | null;
  testTargets: Buffer | null;
}>;
type ExperimentRow = Omit<BundledExperiment, 'starred' | 'tags' | 'sessions' | 'cells'> &
  Readonly<{ key: number; starred: number }>;
type RunRow = [run: number, cell: number, repetition: number, outcome: string, stepsTaken: number];
type MeasureRow = [measure: string, value: number, error: number | null, method: string | null];
type TraceRow = [quantity: string, every: number, length: number, samples: Buffer];

function bad(why: string, cause?: unknown): WorkbenchError {
  return badBundle(`The database of the bundle cannot be taken: ${why}`, undefined, cause);
}

/**
 * Opens the database of a bundle for reading, trusting nothing in it: its layout must be the documented one to the letter,
 * which leaves no trigger, view, virtual table or default to run anything, and every page must be sound.
 * @throws WorkbenchError 'bad-bundle'.
 */
export function openBundleDatabase(file: string): BundleDatabaseReader {
  refuseForeignHeader(file);
  return distrustful(() => {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      database.pragma('trusted_schema = OFF');
      database.pragma('cell_size_check = ON');
      database.pragma('mmap_size = 0');
      database.pragma('query_only = ON');
      const schema = schemaOf(database);
      const expected = expectedSchema();
      const strange = schema.find((line) => !expected.includes(line));
      if (strange !== undefined || schema.length !== expected.length) {
        const what =
          strange === undefined ? 'lacks a table' : `has ${nameIn(strange)}, which is not as in a bundle`;
        throw bad(`it is not laid out as docs/bundle-format.md says: it ${what}`);
      }
      const problems = database.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all();
      if (problems[0] !== 'ok') throw bad(`it is damaged (${problems[0] ?? 'no answer'})`);
      if (database.prepare<[], number>(ASK.strays).pluck().get() !== 0)
        throw bad('it has rows that belong to no experiment');
      return readerOf(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function nameIn(line: string): string {
  const [type, name] = JSON.parse(line) as [string, string];
  return `a ${type} "${name.slice(0, 60)}"`;
}

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';
/** Of the header's fields "file format write version" and "read version": a rollback journal, not a WAL. */
const NO_WAL = 1;

/** Looks at the header before SQLite does: whose database it is, and that nothing beside the file belongs to it. */
function refuseForeignHeader(file: string): void {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(handle);
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw bad('archive.sqlite is no SQLite database');
  if (header.readUInt32BE(68) !== BUNDLE_APPLICATION_ID) throw bad('it is the database of something else');
  if (header.readUInt32BE(60) !== BUNDLE_LAYOUT)
    throw bad(`its layout has number ${header.readUInt32BE(60)}`);
  if (header[18] !== NO_WAL || header[19] !== NO_WAL)
    throw bad('it needs a write-ahead log that is not there');
}

/** What SQLite cannot make sense of is the bundle's fault. */
function distrustful<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Database.SqliteError || error instanceof RangeError) throw bad(error.message, error);
    throw error;
  }
}

function* distrustfulStream<T>(ask: () => Iterable<T>): Generator<T> {
  try {
    yield* ask();
  } catch (error) {
    if (error instanceof Database.SqliteError || error instanceof RangeError) throw bad(error.message, error);
    throw error;
  }
}

function readerOf(database: Connection): BundleDatabaseReader {
  const dataSets = database.prepare<[], DataSetRecord>(ASK.dataSets);
  const dataSet = database.prepare<[string], DataSetRow>(ASK.dataSet);
  const experiments = database.prepare<[], ExperimentRow>(ASK.experiments);
  const tags = database.prepare<[number], string>(ASK.tags).pluck();
  const sessions = database.prepare<[number], Session>(ASK.sessions);
  const cells = database.prepare<[number], Cell>(ASK.cells);
  const runs = database.prepare<[string], RunRow>(ASK.runs).raw();
  const measures = database.prepare<[number], MeasureRow>(ASK.measures).raw();
  const traces = database.prepare<[number], TraceRow>(ASK.traces).raw();

  const table = (features: number, samples: number, inputs: Buffer, targets: Buffer): Table => {
    if (!(samples >= 1) || !(features >= 1)) throw new RangeError('a data set without samples or features');
    if (inputs.byteLength !== 8 * samples * features || targets.byteLength !== 8 * samples)
      throw new RangeError('a data set whose numbers are not as many as its sizes say');
    return {
      samples,
      features,
      inputs: valuesOf(inputs, samples * features),
      targets: valuesOf(targets, samples),
    };
  };
  const samplesOf = ([, , length, samples]: TraceRow): Float64Array => {
    if (samples.byteLength !== 8 * length)
      throw new RangeError('a trace whose numbers are not as many as its length says');
    return valuesOf(samples, length);
  };

  return {
    dataSets: () => distrustful(() => dataSets.all()),
    dataSet: (digest) =>
      distrustful(() => {
        const row = dataSet.get(digest);
        if (row === undefined) return null;
        const { features, samples, testSamples, inputs, targets, testInputs, testTargets } = row;
        return {
          train: table(features, samples, inputs, targets),
          test: testSamples === null ? null : table(features, testSamples, testInputs!, testTargets!),
        };
      }),
    experiments: () =>
      distrustful(() =>
        experiments.all().map(({ key, starred, ...rest }) => ({
          ...rest,
          dataDigest: rest.dataDigest,
          starred: starred !== 0,
          tags: tags.all(key),
          sessions: sessions.all(key),
          cells: cells.all(key),
        })),
      ),
    runs: (id: ExperimentId) =>
      distrustfulStream(function* () {
        for (const [run, cell, repetition, outcome, stepsTaken] of runs.iterate(id)) {
          yield {
            cell,
            repetition,
            outcome: outcome as Outcome,
            stepsTaken,
            measures: measures.all(run).map(([measure, value, error, method]) => ({
              measure: measure as MeasureName,
              value,
              error,
              method,
            })),
            traces: traces.all(run).map((row) => ({
              quantity: row[0] as TraceQuantity,
              every: row[1],
              values: samplesOf(row),
            })),
          };
        }
      }),
    close: () => void database.close(),
  };
}
