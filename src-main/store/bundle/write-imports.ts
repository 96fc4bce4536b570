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
import type { mergeCommands } from './merge-runs';
import { SESSION_FIELDS } from './session-fields';

/**
 * What the writer does to bring experiments in. They are filled out of everybody's sight, under a name that nothing else has,
 * and shown in one transaction, in which it is also decided whose runs are to be moved where; every call belongs inside one.
 */
export function importCommands(
  database: Connection,
  recorder: Pick<RunRecorder, 'record'>,
  keepDataSet: ArchiveWriter['keepDataSet'],
  merging: Pick<ReturnType<typeof mergeCommands>, 'begin'>,
): Omit<ImportWriter, 'mergeFor'> {
  const run = Object.fromEntries(
    Object.entries(IMPORTS).map(([name, sql]) => [name, database.prepare(sql)]),
  ) as Record<keyof typeof IMPORTS, Database.Statement>;

  const keyOf = ({ token }: IncomingExperiment): number => {
    const row = run.incoming.get(token) as { key: number } | undefined;
    if (row !== undefined) return row.key;
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
    recordImported: (incoming, results) => recorder.record(keyOf(incoming), results, []),
    showImported(all, nameFor) {
      for (const own of all) {
        const key = keyOf(own);
        const here = run.here.get(own.id) as { key: number } | undefined;
        if (here === undefined) show(own, key, nameFor(own));
        else merging.begin(key, here.key);
      }
    },
  };
}
