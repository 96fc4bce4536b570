import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Digest } from '@shared/contract/ids';
import { experimentId } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { experimentSpecSchema, type ExperimentSpec } from '@shared/experiment/spec';
import { MEASURES, OUTCOMES } from '@shared/training/run-result';
import { openArchiveWriter } from '../../src-main/store/index';
import { MEASURE_BYTES, RUN_BYTES } from '../../src-main/store/content-bytes';
import { OUTCOME_COLUMNS } from '../../src-main/store/outcome-columns';
import { experimentCommands } from '../../src-main/store/write-experiments';

export interface LargeArchive {
  readonly experiments: number;
  /** Over all experiments, about. */
  readonly runs: number;
  /** Over all runs, about. */
  readonly traceBytes: number;
}

const LEARNING_RATES = 5;
const DEPTHS = 2;
const CELLS = LEARNING_RATES * DEPTHS;
const CHUNK_BYTES = 65_536;
const CHUNKS_A_TRACE = 16;
/** Experiments of one transaction. */
const AT_ONCE = 50;
const NAMES = ['flat minima', 'edge of stability', 'small scale', 'residual', 'figure-3', 'noisy teacher'];
const TAGS = ['paper', 'figure', 'old', 'to check', 'draft'];
const MADE_UP = 'Made up to try the library at scale: no number of it was computed.';

/**
 * Fills a new data folder with an archive of any size within a minute or so, for tests of how the library bears it.
 * Every number is made up, and names, notes and origins say so. Sizes and counts agree with what is there.
 */
export function makeLargeArchive(folder: string, { experiments, runs, traceBytes }: LargeArchive): void {
  openArchiveWriter(folder).close();
  const database = new Database(join(folder, 'workbench.sqlite'));
  try {
    // Nobody minds if a power cut takes it.
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = ON');
    const inTransaction = database.transaction((work: () => void) => work());
    inTransaction(() => prepare(database));
    const repetitions = Math.max(1, Math.round(runs / experiments / CELLS));
    const traces = Math.round(traceBytes / (CHUNK_BYTES * CHUNKS_A_TRACE)) / experiments;
    for (let first = 0; first < experiments; first += AT_ONCE) {
      const last = Math.min(experiments, first + AT_ONCE) - 1;
      inTransaction(() => {
        addExperiments(database, first, last, repetitions);
        addRuns(database, first, last, repetitions, traces);
      });
    }
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

const DIGEST = 'f'.repeat(64) as Digest;

function prepare(database: Database.Database): void {
  const addName = database.prepare('INSERT INTO measure_name (name) VALUES (?)');
  for (const measure of MEASURES) addName.run(measure);
  const commands = experimentCommands(database, () => '2026-01-01T00:00:00.000Z');
  commands.keepDataSet(
    { digest: DIGEST, origin: 'made up' },
    {
      train: { samples: 1, features: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) },
      test: null,
    },
  );
}

/** The spec of experiment i, counted from 0: what a list or a filter has to find follows from these. */
export function specOf(i: number, repetitions = 1): ExperimentSpec {
  return experimentSpecSchema.parse({
    version: 1,
    name: `made up ${String(i + 1).padStart(4, '0')}: ${NAMES[i % NAMES.length]!}`,
    seed: i,
    data: { kind: 'synthetic', samples: 10 + (i % 40), features: 2 + (i % 8), noise: (i % 5) / 4 },
    network: { kind: i % 4 === 3 ? 'residual' : 'fullyConnected' },
    initialisation: { family: i % 4 === 3 ? 'residual' : 'gaussian' },
    grid: {
      depths: [2 + (i % 9), 12],
      scales: [1 / (1 + (i % 7))],
      training: Array.from({ length: LEARNING_RATES }, (_, j) => ({
        learningRate: (1 + j + (i % 20)) / 200,
        steps: 1000 * (1 + (i % 3)),
        repetitions,
      })),
    },
  });
}

/** Whether experiment i is put away: no list of what is in sight has it. */
export const isArchived = (i: number): boolean => i % 10 === 9;

/** Experiment i has the key i + 1: the folder is new. */
function addExperiments(database: Database.Database, first: number, last: number, repetitions: number): void {
  const addTag = database.prepare('INSERT INTO tag (experiment, tag) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const finish = database.prepare(`
    UPDATE experiment SET status = 'finished', started_at = created_at, finished_at = created_at, notes = ?,
      starred = ?, archived_at = ?, kernel_seconds = ? WHERE key = ?`);
  for (let i = first; i <= last; i += 1) {
    const created = new Date(Date.UTC(2025, 0, 1) + 3_600_000 * 5 * i).toISOString();
    const spec = specOf(i, repetitions);
    experimentCommands(database, () => created).createExperiment({
      id: experimentId(spec),
      name: spec.name,
      spec,
      data: { digest: DIGEST, origin: 'made up' },
      programVersion: 'made up',
      cells: plan(spec).cells,
    });
    finish.run(
      i % 3 === 0 ? MADE_UP : '',
      Number(i % 11 === 0),
      isArchived(i) ? created : null,
      1 + (i % 900),
      i + 1,
    );
    for (let j = 0; j < i % 4; j += 1) addTag.run(i + 1, TAGS[(i + j) % TAGS.length]!);
  }
}

function addRuns(
  database: Database.Database,
  first: number,
  last: number,
  repetitions: number,
  /** Of an experiment on average; where they are less than one, some have one. */
  traces: number,
): void {
  const range = [first + 1, last + 1];
  const run = (sql: string, ...parameters: (number | string)[]): void =>
    void database.prepare(sql).run(...parameters);
  const outcomes = OUTCOMES.map((outcome, i) => `WHEN ${i} THEN '${outcome}'`).join(' ');
  run(
    `WITH RECURSIVE repetition (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM repetition WHERE i < ?)
     INSERT INTO run (experiment, cell, repetition, outcome, steps_taken)
     SELECT experiment, position, i, CASE (experiment * 7 + position * 3 + i) % ${OUTCOMES.length} ${outcomes} END, steps
     FROM cell CROSS JOIN repetition ON i < repetitions WHERE experiment BETWEEN ? AND ?`,
    repetitions - 1,
    ...range,
  );
  run(
    `INSERT INTO measure (run, measure, value)
     SELECT run.key, measure_name.key, ((run.key * 48271 + measure_name.key * 69621) % 1000003) / 1000.0
     FROM run CROSS JOIN measure_name WHERE experiment BETWEEN ? AND ?`,
    ...range,
  );
  run(
    `INSERT INTO trace (run, quantity, every, length)
     SELECT key, 'excessRisk', 1, ${(CHUNK_BYTES * CHUNKS_A_TRACE) / 8} FROM run
     WHERE experiment BETWEEN ? AND ? AND cell = 0
       AND repetition < floor(experiment * ? + 1e-6) - floor((experiment - 1) * ? + 1e-6)`,
    ...range,
    traces,
    traces,
  );
  run(
    `WITH RECURSIVE chunk (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM chunk WHERE i < ${CHUNKS_A_TRACE - 1})
     INSERT INTO trace_chunk (trace, position, bytes)
     SELECT trace.key, i, zeroblob(${CHUNK_BYTES}) FROM run JOIN trace ON trace.run = run.key CROSS JOIN chunk
     WHERE experiment BETWEEN ? AND ?`,
    ...range,
  );
  run(
    `INSERT INTO measure_summary (experiment, measure, count, sum, least, most)
     SELECT experiment, measure, count(*), sum(value), min(value), max(value)
     FROM run JOIN measure ON measure.run = run.key WHERE experiment BETWEEN ? AND ? GROUP BY experiment, measure`,
    ...range,
  );
  const counts = OUTCOME_COLUMNS.map(
    ({ outcome, column }) =>
      `${column} = (SELECT count(*) FROM run WHERE experiment = experiment.key AND outcome = '${outcome}')`,
  );
  run(
    `UPDATE experiment SET finished = (SELECT count(*) FROM run WHERE experiment = experiment.key),
       content_bytes = (SELECT count(*) FROM run WHERE experiment = experiment.key) * ?
         + (SELECT count(*) FROM run JOIN trace ON trace.run = run.key WHERE experiment = experiment.key) * ?,
       ${counts.join(', ')} WHERE key BETWEEN ? AND ?`,
    RUN_BYTES + MEASURES.length * MEASURE_BYTES,
    CHUNK_BYTES * CHUNKS_A_TRACE,
    ...range,
  );
}
