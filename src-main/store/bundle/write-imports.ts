import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { WorkbenchError } from '@shared/contract/errors';
import { kinDigest } from '@shared/experiment/digest';
import { experimentSpecSchema } from '@shared/experiment/spec';
import type { ArchiveWriter, ImportWriter, IncomingExperiment } from '../../core/ports';
import type { Connection } from '../connection';
import type { RunRecorder } from '../record-runs';
import { specFieldRows } from '../spec-field-rows';
import { IMPORTS } from './import-commands';
import { SESSION_FIELDS } from './session-fields';

interface IncomingRow {
  readonly key: number;
  readonly finished: number;
}

/**
 * What the writer does to bring experiments in. They are filled out of everybody's sight, under a name that nothing else has,
 * and shown in one transaction; every call belongs inside one.
 */
export function importCommands(
  database: Connection,
  recorder: Pick<RunRecorder, 'record'>,
  keepDataSet: ArchiveWriter['keepDataSet'],
  now: () => string,
): ImportWriter {
  const run = Object.fromEntries(
    Object.entries(IMPORTS).map(([name, sql]) => [name, database.prepare(sql)]),
  ) as Record<keyof typeof IMPORTS, Database.Statement>;

  const rowOf = ({ token }: IncomingExperiment): IncomingRow => {
    const row = run.incoming.get(token) as IncomingRow | undefined;
    if (row !== undefined) return row;
    throw new WorkbenchError(
      'interrupted',
      'The import was cut off: what had come in so far is gone.',
      'Nothing of the bundle was imported. Import it again.',
    );
  };

  /** A new experiment comes into sight. */
  const show = (own: IncomingExperiment, key: number, name: string): void => {
    run.show.run(own.id, name, name, key);
  };

  /** An experiment that is here gains runs. */
  const add = (own: IncomingExperiment, from: IncomingRow, to: number): void => {
    const forgotten = run.forgetFailuresAt.run(to, from.key).changes;
    if (run.moveRuns.run(to, from.key, to).changes !== from.finished) {
      throw new WorkbenchError(
        'bundle-conflict',
        `Experiment ${own.id} gained runs here while the bundle was read.`,
        'Nothing was imported. Wait until the experiment is done or pause it, and import the bundle again.',
      );
    }
    run.addSummaries.run(to, from.key);
    run.forgetSummaries.run(from.key);
    run.addCounts.run(forgotten, from.key, to);
    run.emptyCounts.run(from.key);
    run.dropCheckpointsOfEnded.run(to);
    run.settle.run(now(), to);
  };

  return {
    beginImport(own, record, data) {
      keepDataSet(record, data);
      const incoming: IncomingExperiment = { token: `importing ${randomUUID()}`, id: own.id };
      const spec = experimentSpecSchema.parse(JSON.parse(own.spec));
      const key = run.begin.run(
        incoming.token,
        incoming.token,
        own.spec,
        record.digest,
        own.cells.reduce((sum, { repetitions }) => sum + repetitions, 0),
        own.cells.length,
        own.createdAt,
        own.startedAt,
        own.finishedAt,
        own.programVersion,
        own.notes,
        Number(own.starred),
        own.extends,
        kinDigest(spec),
        own.kernelSeconds,
      ).lastInsertRowid;
      for (const row of specFieldRows(spec)) run.specField.run(key, ...row);
      for (const tag of own.tags) run.tag.run(key, tag);
      for (const session of own.sessions)
        run.session.run(key, ...SESSION_FIELDS.map((field) => session[field]));
      for (const { index, learningRate, scale, depth, steps, repetitions } of own.cells)
        run.cell.run(key, index, learningRate, scale, depth, steps, repetitions);
      return incoming;
    },
    recordImported: (incoming, results) => recorder.record(rowOf(incoming).key, results, []),
    showImported(all, nameFor) {
      for (const own of all) {
        const from = rowOf(own);
        const here = run.here.get(own.id) as { key: number } | undefined;
        if (here === undefined) show(own, from.key, nameFor(own));
        else add(own, from, here.key);
      }
    },
  };
}
