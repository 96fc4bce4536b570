import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { BundleDatabaseWriter } from '../../core/ports';
import { guarded } from '../failures';
import { bytesOf } from '../float-bytes';
import { layOut } from './layout';
import { SESSION_FIELDS } from './session-fields';

const PUT = {
  dataSet: `
    INSERT INTO data_set
      (digest, origin, features, samples, test_samples, inputs, targets, test_inputs, test_targets)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING`,
  experiment: `
    INSERT INTO experiment (id, name, spec, data_set, created_at, started_at, finished_at, program_version, extends,
      kernel_seconds, notes, starred)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  tag: `INSERT INTO tag (experiment, tag) VALUES (?, ?)`,
  session: `INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  cell: `INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?, ?)`,
  run: `INSERT INTO run (experiment, cell, repetition, outcome, steps_taken) VALUES (?, ?, ?, ?, ?)`,
  measure: `INSERT INTO measure VALUES (?, ?, ?, ?, ?)`,
  trace: `INSERT INTO trace VALUES (?, ?, ?, ?, ?)`,
} as const;

/**
 * Makes the database of a bundle. The same content in the same order gives the same bytes: one transaction, no journal that
 * could matter, since a file that was not finished is thrown away.
 */
export function createBundleDatabase(file: string): BundleDatabaseWriter {
  return guarded(file, () => {
    rmSync(file, { force: true });
    const database = new Database(file);
    database.pragma('page_size = 4096');
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = OFF');
    layOut(database);
    database.exec('BEGIN');
    const put = Object.fromEntries(
      Object.entries(PUT).map(([name, sql]) => [name, database.prepare(sql)]),
    ) as Record<keyof typeof PUT, Database.Statement>;
    let experiment: number | bigint = 0;
    const careful =
      <A extends unknown[]>(action: (...parameters: A) => void) =>
      (...parameters: A): void =>
        guarded(file, () => action(...parameters));
    return {
      addDataSet: careful(({ digest, origin }, { train, test }) => {
        put.dataSet.run(
          digest,
          origin,
          train.features,
          train.samples,
          test?.samples ?? null,
          bytesOf(train.inputs),
          bytesOf(train.targets),
          test === null ? null : bytesOf(test.inputs),
          test === null ? null : bytesOf(test.targets),
        );
      }),
      addExperiment: careful((own) => {
        experiment = put.experiment.run(
          own.id,
          own.name,
          own.spec,
          own.dataDigest,
          own.createdAt,
          own.startedAt,
          own.finishedAt,
          own.programVersion,
          own.extends,
          own.kernelSeconds,
          own.notes,
          Number(own.starred),
        ).lastInsertRowid;
        for (const tag of own.tags) put.tag.run(experiment, tag);
        for (const [i, session] of own.sessions.entries())
          put.session.run(experiment, i, ...SESSION_FIELDS.map((field) => session[field]));
        for (const { index, learningRate, scale, depth, steps, repetitions } of own.cells)
          put.cell.run(experiment, index, learningRate, scale, depth, steps, repetitions);
      }),
      addRun: careful(({ cell, repetition, outcome, stepsTaken, measures, traces }) => {
        const key = put.run.run(experiment, cell, repetition, outcome, stepsTaken).lastInsertRowid;
        for (const { measure, value, error, method } of measures)
          put.measure.run(key, measure, value, error, method);
        for (const { quantity, every, values } of traces)
          put.trace.run(key, quantity, every, values.length, bytesOf(values));
      }),
      finish: careful(() => {
        database.exec('COMMIT');
        database.close();
        const handle = openSync(file, 'r+');
        fsyncSync(handle);
        closeSync(handle);
      }),
      abandon: () => void database.close(),
    };
  });
}
