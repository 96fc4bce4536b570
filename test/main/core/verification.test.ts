import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { RunPlace } from '@shared/training/run-result';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { chooseRuns, VerificationRun } from '../../../src-main/core/verification';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { A_MACHINE } from '../../builders/machine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

const TRACE = { every: 50, quantities: ['excessRisk', 'sharpness'] };

interface Laboratory {
  readonly folder: string;
  readonly id: ExperimentId;
  readonly spec: ExperimentSpec;
}

/** A folder with the small experiment, computed. */
async function laboratory(change: Record<string, unknown> = {}): Promise<Laboratory> {
  const folder = temporaryFolder();
  const archive = openArchiveWriter(folder);
  const spec = smallSpec(change);
  const opened = open(spec, archive);
  const { id } = archiveExperiment(archive, opened, '0.0.0');
  await startExperiment(opened, {
    archive,
    launch: inProcessEngines(),
    clock: systemClock,
    processes: 2,
  }).finished;
  archive.close();
  return { folder, id, spec };
}

function open(spec: ExperimentSpec, archive: ArchiveWriter) {
  const readTable = (): never => {
    throw new Error('no file is read here');
  };
  return openSpec(spec, { archive, readTable });
}

/** Changes the archive behind the program's back. */
function tamper(folder: string, sql: string): void {
  const database = new Database(join(folder, 'workbench.sqlite'));
  const triggers = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_is_final'`)
    .pluck()
    .all() as string[];
  for (const name of triggers) database.exec(`DROP TRIGGER ${name}`);
  expect(database.prepare(sql).run().changes).toBe(1);
  database.close();
}

function reopen({ folder, id }: Laboratory) {
  const archive = openArchiveWriter(folder);
  onTestFinished(() => archive.close());
  return { archive, record: archive.findById(id)! };
}

function verify(lab: Laboratory, { share = 1, seed = 0, launch = inProcessEngines() } = {}) {
  const { archive, record } = reopen(lab);
  const choice = { share, seed };
  const places = chooseRuns(archive, record, choice);
  const verification = new VerificationRun(record, open(lab.spec, archive), {
    archive,
    launch,
    clock: systemClock,
    processes: 2,
    machine: A_MACHINE,
    choice,
    places,
  });
  return { archive, verification };
}

/** The key of a run, in SQL. */
const keyOf = ({ cell, repetition }: RunPlace): string =>
  `(SELECT key FROM run WHERE cell = ${cell} AND repetition = ${repetition})`;

it('finds every bit as it was, writes no run, and keeps what it found', async () => {
  const lab = await laboratory({ trace: TRACE });
  const { archive, verification } = verify(lab);
  const before = archive.findById(lab.id);
  const { how, verification: found } = await verification.finished;
  expect(how).toBe('finished');
  expect(found).toMatchObject({ ...A_MACHINE, share: 1, asked: 12, checked: 12, equal: 12, different: [] });
  expect(archive.verifications(lab.id)).toEqual([found]);
  expect(archive.findById(lab.id)).toEqual(before);
});

it('finds one bit of one measure that was changed, and names it', async () => {
  const lab = await laboratory();
  const place = { cell: 1, repetition: 2 };
  const { archive, record } = reopen(lab);
  const { value } = archive.run(record.id, place)!.measures.find(({ measure }) => measure === 'initialRisk')!;
  archive.close();
  const bits = new BigUint64Array(Float64Array.of(value).buffer);
  bits[0]! ^= 1n;
  const [changed] = new Float64Array(bits.buffer);
  tamper(
    lab.folder,
    `UPDATE measure SET value = ${changed!} WHERE run = ${keyOf(place)}
       AND measure = (SELECT key FROM measure_name WHERE name = 'initialRisk')`,
  );
  const { verification: found } = await verify(lab).verification.finished;
  expect(found).toMatchObject({ checked: 12, equal: 11 });
  expect(found.different).toEqual([
    { ...place, what: 'initialRisk', archived: String(changed), recomputed: String(value) },
  ]);
});

it.each([
  ['outcome', `UPDATE run SET outcome = 'collapsed' WHERE key = KEY`],
  ['steps taken', `UPDATE run SET steps_taken = 1 WHERE key = KEY`],
  [
    'finalSharpness',
    `DELETE FROM measure WHERE run = KEY AND measure = (SELECT key FROM measure_name WHERE name = 'finalSharpness')`,
  ],
  [
    'error of finalSharpness',
    `UPDATE measure SET error = 0.5 WHERE run = KEY AND measure = (SELECT key FROM measure_name WHERE name = 'finalSharpness')`,
  ],
  [
    'method of finalSharpness',
    `UPDATE measure SET method = NULL WHERE run = KEY AND measure = (SELECT key FROM measure_name WHERE name = 'finalSharpness')`,
  ],
  [
    'trace of excessRisk at step 0',
    `UPDATE trace_chunk SET bytes = zeroblob(length(bytes))
     WHERE trace = (SELECT key FROM trace WHERE run = KEY AND quantity = 'excessRisk')`,
  ],
])('finds a change of the %s', async (what, sql) => {
  const lab = await laboratory({ trace: TRACE });
  const place = { cell: 0, repetition: 1 };
  tamper(lab.folder, sql.replaceAll('KEY', keyOf(place)));
  const { verification: found } = await verify(lab).verification.finished;
  expect(found).toMatchObject({ checked: 12, equal: 11 });
  expect(found.different[0]).toMatchObject({ ...place, what });
});

it('computes the chosen share alone: some of every outcome, the same for the same seed', async () => {
  const lab = await laboratory({
    grid: { ...smallSpec().grid, training: [{ learningRate: 0.3, steps: 120, repetitions: 40 }] },
  });
  const { archive, record } = reopen(lab);
  const chosen = (seed: number): RunPlace[] => chooseRuns(archive, record, { share: 0.1, seed });
  const outcomesOf = (places: readonly RunPlace[]) =>
    new Set(places.map((place) => archive.run(record.id, place)!.outcome));
  const all = [...archive.runs(record.id)];
  expect(outcomesOf(chosen(0))).toEqual(outcomesOf(all));
  // 80 runs of a few outcomes, a tenth of each rounded.
  expect(chosen(0).length).toBeGreaterThanOrEqual(7);
  expect(chosen(0).length).toBeLessThanOrEqual(10);
  expect(chosen(0)).toEqual(chosen(0));
  expect(chosen(0)).not.toEqual(chosen(1));
  archive.close();
  const { verification } = verify(lab, { share: 0.1 });
  const { verification: found } = await verification.finished;
  expect(found.checked).toBe(found.asked);
  expect(found.asked).toBeLessThanOrEqual(10);
});

it('can be cancelled, and says how many were compared', async () => {
  const lab = await laboratory({
    grid: { depths: [3], scales: [0.3], training: [{ learningRate: 0.001, steps: 30000, repetitions: 8 }] },
  });
  const { archive, verification } = verify(lab);
  const stop = verification.run.subscribe(() => {
    if (verification.run.progress().runs.finished >= 1) verification.run.cancel();
  });
  const { how, verification: found } = await verification.finished;
  stop();
  expect(how).toBe('cancelled');
  expect(found.checked).toBeGreaterThan(0);
  expect(found.checked).toBeLessThan(8);
  expect(archive.verifications(lab.id)).toEqual([found]);
});

it('refuses where nothing has finished, and where the data come out differently', async () => {
  const lab = await laboratory();
  const { archive, record } = reopen(lab);
  const other = smallSpec({ seed: 8 });
  expect(
    () =>
      new VerificationRun(record, open(other, archive), {
        archive,
        launch: inProcessEngines(),
        clock: systemClock,
        processes: 1,
        machine: A_MACHINE,
        choice: { share: 1, seed: 0 },
        places: [],
      }),
  ).toThrow(/come out differently/);
  const empty = archiveExperiment(archive, open(other, archive), '0.0.0');
  expect(() => chooseRuns(archive, empty, { share: 1, seed: 0 })).toThrow(/nothing to verify/);
});
