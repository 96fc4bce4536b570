import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, test, onTestFinished } from 'vitest';
import { COMMANDS } from '../../../src-main/store/commands';
import { QUESTIONS } from '../../../src-main/store/questions';
import { anExperiment, aResult, aTrace, create, openWriter, temporaryFolder } from './builders';

let database: Database.Database;
beforeEach(() => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(new Float64Array(10))] })], []);
  database = new Database(join(folder, 'workbench.sqlite'), { readonly: true });
  onTestFinished(() => void database.close());
});

function planOf(sql: string): string[] {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null);
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}

/** Walking through a whole table (tags are about as few as experiments), or sorting what should come sorted. */
const LARGE_WALK = /^SCAN (?!(experiment|tag|json_each)\b)|USE TEMP B-TREE/;

test.each(Object.entries({ ...QUESTIONS, ...COMMANDS }))('%s walks through no large table', (_, sql) => {
  expect(planOf(sql).filter((step) => LARGE_WALK.test(step))).toEqual([]);
});

test('runs come sorted from their index', () => {
  expect(planOf(QUESTIONS.runs)).toEqual([
    expect.stringMatching(/^SEARCH run USING INDEX sqlite_autoindex_run_1 \(experiment=\?\)$/),
    expect.stringMatching(/^SCALAR SUBQUERY/),
    'SEARCH experiment USING INDEX sqlite_autoindex_experiment_1 (id=?)',
  ]);
});

test('failures are forgotten by their own index', () => {
  expect(planOf(COMMANDS.forgetFailures)[0]).toBe('SEARCH run USING INDEX failed_run (experiment=?)');
});

test('checkpoints are found by their key, and those of ended runs from the checkpoints, not from the runs', () => {
  const KEY = 'INDEX sqlite_autoindex_checkpoint_1';
  expect(planOf(QUESTIONS.checkpointedPlaces)[0]).toBe(
    `SEARCH checkpoint USING COVERING ${KEY} (experiment=?)`,
  );
  expect(planOf(QUESTIONS.checkpoint)[0]).toBe(
    `SEARCH checkpoint USING ${KEY} (experiment=? AND cell=? AND repetition=?)`,
  );
  expect(planOf(COMMANDS.dropCheckpoints)[0]).toContain(`${KEY} (experiment=?)`);
  expect(planOf(COMMANDS.dropCheckpointsOfEnded)).toEqual([
    expect.stringContaining(`${KEY} (experiment=?)`),
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH run USING COVERING INDEX sqlite_autoindex_run_1 (experiment=? AND cell=? AND repetition=?)',
  ]);
});

test('verdicts are found by their key, in its order', () => {
  const KEY = 'INDEX sqlite_autoindex_verdict_1';
  expect(planOf(QUESTIONS.verdicts)[0]).toBe(`SEARCH verdict USING ${KEY} (experiment=? AND dynamics=?)`);
  expect(planOf(QUESTIONS.verdictsOfCell)[0]).toBe(
    `SEARCH verdict USING ${KEY} (experiment=? AND dynamics=? AND cell=?)`,
  );
});

test('counts are read, not counted', () => {
  expect(planOf(QUESTIONS.experimentById)).toEqual([
    expect.stringMatching(/^SEARCH experiment USING INDEX sqlite_autoindex_experiment_1 \(id=\?\)$/),
    expect.stringMatching(/^SEARCH data_set USING INDEX sqlite_autoindex_data_set_1 \(digest=\?\)$/),
  ]);
  expect(planOf(QUESTIONS.experiments)[0]).toBe('SCAN experiment');
});

test('a walk through all runs would be noticed', () => {
  expect(planOf('SELECT count(*) FROM run WHERE steps_taken = 1').some((step) => LARGE_WALK.test(step))).toBe(
    true,
  );
});
