import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test, onTestFinished } from 'vitest';
import { COMPARED_FIELDS } from '@shared/library/fields';
import { ORDER_NAMES } from '@shared/library/orders';
import { parseFilter } from '@shared/library/parse-filter';
import { MERGES } from '../../../src-main/store/bundle/merge-commands';
import { IMPORTS } from '../../../src-main/store/bundle/import-commands';
import { COMMANDS } from '../../../src-main/store/commands';
import { libraryCount, libraryQuestion } from '../../../src-main/store/library-question';
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

/** Walking through a whole table (tags are about as few as experiments, merges are fewer), or sorting what should come sorted. */
const LARGE_WALK = /^SCAN (?!(experiment|tag|merging|json_each)\b)|USE TEMP B-TREE/;

test.each([QUESTIONS, COMMANDS, IMPORTS, MERGES].flatMap((all): [string, string][] => Object.entries(all)))(
  '%s walks through no large table',
  (_, sql) => {
    expect(planOf(sql).filter((step) => LARGE_WALK.test(step))).toEqual([]);
  },
);

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

describe('the library', () => {
  /** The plan of what a person asks for, and of how many that are. */
  const planOfSearch = (text: string, by: string | null = null): string[] => {
    const { filter, problems } = parseFilter(text);
    expect(problems).toEqual([]);
    const order = by === null ? null : { by, descending: true };
    return [
      libraryQuestion({ shelf: 'current', filter, order }, true),
      libraryCount({ shelf: 'current', filter }, true),
    ].flatMap(({ sql, parameters }) => {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
      return steps.map(({ detail }) => detail);
    });
  };

  test.each([
    ['learningRate < 0.05', 'SEARCH spec_field USING PRIMARY KEY (field=? AND value<?)'],
    ['depth in 5,10', 'SEARCH spec_field USING PRIMARY KEY (field=? AND value=?)'],
    ['tag:figure', 'SEARCH tag USING COVERING INDEX tag_by_name (tag=?)'],
    ['paper', 'SCAN experiment_text VIRTUAL TABLE INDEX 0:M3'],
    ['finalSharpness < 20', 'SEARCH measure_summary USING PRIMARY KEY (experiment=? AND measure=?)'],
  ])('%s is answered from its key', (text, step) => {
    expect(planOfSearch(text)).toContainEqual(step);
  });

  test('nothing asks for runs, and of what is walked through only experiments and the index of words', () => {
    const everything = [...COMPARED_FIELDS].map(([name, { kind, words }]) => {
      if (kind === 'word') return `${name}:${words?.[0] ?? 'x'} -${name}:${words?.[0] ?? 'x'}`;
      const value = kind === 'date' ? '2026' : '1';
      return `${name} < ${value} -${name} in ${value},${value}..${value}`;
    });
    const plans = [planOfSearch('starred -annotated paper name:x -"y"')];
    for (const text of everything) plans.push(planOfSearch(text));
    for (const by of ORDER_NAMES) plans.push(planOfSearch('', by));
    for (const step of plans.flat()) {
      expect(step).not.toMatch(/^(SCAN|SEARCH) (run|measure|trace|trace_chunk|verdict|cell)\b/);
      expect(step).not.toMatch(/^SCAN (?!(experiment|experiment_text VIRTUAL TABLE INDEX 0:M\d)$)/);
    }
  });

  test('what belongs to what is listed comes from keys, in their order', () => {
    expect(planOf(QUESTIONS.fieldsOf)[0]).toBe(
      'SEARCH spec_field USING COVERING INDEX spec_field_of (experiment=?)',
    );
    expect(planOf(QUESTIONS.tagsOf)[0]).toBe('SEARCH tag USING PRIMARY KEY (experiment=?)');
    expect(planOf(QUESTIONS.summariesOf)[0]).toBe('SEARCH measure_summary USING PRIMARY KEY (experiment=?)');
  });
});
