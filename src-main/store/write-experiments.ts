import type { DataSetRecord, Status } from '@shared/contract/records';
import { kinDigest } from '@shared/experiment/digest';
import type { DataSet } from '@shared/network/data/data-set';
import type { NewExperiment } from '../core/ports';
import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { bytesOf } from './float-bytes';
import { specFieldRows } from './spec-field-rows';

/** What the writer does to experiments and data sets; every call belongs inside a transaction. */
export function experimentCommands(database: Connection, now: () => string) {
  const keepDataSet = database.prepare(COMMANDS.keepDataSet);
  const createExperiment = database.prepare(COMMANDS.createExperiment);
  const createSpecField = database.prepare(COMMANDS.createSpecField);
  const createCell = database.prepare(COMMANDS.createCell);
  const setStatus = database.prepare(COMMANDS.setStatus);
  const queueInterrupted = database.prepare(COMMANDS.queueInterrupted);
  const setStart = database.prepare(COMMANDS.setStart);
  const setEnd = database.prepare(COMMANDS.setEnd);
  const forgetFailures = database.prepare(COMMANDS.forgetFailures);
  const count = database.prepare(COMMANDS.count);
  const rename = database.prepare(COMMANDS.rename);
  const setDeleted = database.prepare(COMMANDS.setDeleted);
  const setStarred = database.prepare(COMMANDS.setStarred);
  const setArchived = database.prepare(COMMANDS.setArchived);
  const addKernelSeconds = database.prepare(COMMANDS.addKernelSeconds);
  const setNotes = database.prepare(COMMANDS.setNotes);
  const addTag = database.prepare(COMMANDS.addTag);
  const removeTag = database.prepare(COMMANDS.removeTag);

  return {
    keepDataSet({ digest, origin }: DataSetRecord, { train, test }: DataSet): void {
      keepDataSet.run(
        digest,
        origin,
        train.features,
        train.samples,
        test === null ? null : test.samples,
        bytesOf(train.inputs),
        bytesOf(train.targets),
        test === null ? null : bytesOf(test.inputs),
        test === null ? null : bytesOf(test.targets),
      );
    },
    createExperiment({
      id,
      name,
      spec,
      data,
      programVersion,
      cells,
      extends: from = null,
    }: NewExperiment): void {
      const total = cells.reduce((sum, cell) => sum + cell.repetitions, 0);
      const json = JSON.stringify(spec);
      const key = createExperiment.run(
        id,
        name,
        json,
        data.digest,
        total,
        cells.length,
        now(),
        programVersion,
        from,
        kinDigest(spec),
      ).lastInsertRowid;
      for (const row of specFieldRows(spec)) createSpecField.run(key, ...row);
      for (const { index, learningRate, scale, depth, steps, repetitions } of cells) {
        createCell.run(key, index, learningRate, scale, depth, steps, repetitions);
      }
    },
    queueInterrupted: (): void => void queueInterrupted.run(),
    setStatus(key: number, status: Status): void {
      setStatus.run(status, key);
      if (status === 'running') setStart.run(now(), key);
      if (status === 'finished' || status === 'failed') setEnd.run(now(), key);
    },
    forgetFailures(key: number): void {
      const { changes } = forgetFailures.run(key);
      count.run(0, -changes, key);
    },
    rename: (key: number, name: string): void => void rename.run(name, name, key),
    setDeleted: (key: number, deleted: boolean): void => void setDeleted.run(deleted ? now() : null, key),
    setStarred: (key: number, starred: boolean): void => void setStarred.run(Number(starred), key),
    setArchived: (key: number, archived: boolean): void => void setArchived.run(archived ? now() : null, key),
    addKernelSeconds: (key: number, seconds: number): void => void addKernelSeconds.run(seconds, key),
    setNotes: (key: number, notes: string): void => void setNotes.run(notes, key),
    addTag: (key: number, tag: string): void => void addTag.run(key, tag),
    removeTag: (key: number, tag: string): void => void removeTag.run(key, tag),
  };
}
