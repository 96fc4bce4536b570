import { describe, expect, it, onTestFinished } from 'vitest';
import type { ArchiveWait } from '@shared/contract/live-state';
import { WorkbenchError } from '@shared/contract/errors';
import type { Background } from '../../../src-main/core/background';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { ExperimentQueue } from '../../../src-main/core/experiment-queue';
import type { ExperimentRun } from '../../../src-main/core/experiment-run';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { RETRY_MS } from '../../../src-main/core/write-state';
import { thisMachine } from '../../../src-main/hosts/node/machine';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { manualClock } from '../../builders/manual-clock';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

const MAY_PASS = { mayPass: true };
const FULL = new WorkbenchError('disk-full', 'No room.', null, MAY_PASS);
const FORBIDDEN = new WorkbenchError('folder-unusable', '/data is read-only.', null, MAY_PASS);
const LOCKED = new WorkbenchError('store-locked', '/data is locked.', null, MAY_PASS);

/** An experiment in an archive that takes nothing while `refusal` is set. */
function laboratory(more: { readonly patient?: boolean } = {}) {
  const real = openArchiveWriter(temporaryFolder());
  onTestFinished(() => real.close());
  const clock = manualClock();
  const outside: { refusal: Error | null; attempts: number } = { refusal: null, attempts: 0 };
  const refusing = <T extends unknown[]>(write: (...parameters: T) => void) => {
    return (...parameters: T): void => {
      outside.attempts += 1;
      if (outside.refusal !== null) throw outside.refusal;
      write(...parameters);
    };
  };
  const archive: ArchiveWriter = {
    ...real,
    recordRuns: refusing((...all: Parameters<ArchiveWriter['recordRuns']>) => real.recordRuns(...all)),
    setStatus: refusing((...all: Parameters<ArchiveWriter['setStatus']>) => real.setStatus(...all)),
    saveCheckpoint: refusing((...all: Parameters<ArchiveWriter['saveCheckpoint']>) =>
      real.saveCheckpoint(...all),
    ),
  };
  const opened = openSpec(smallSpec(), {
    archive,
    readTable: () => {
      throw new Error('no file is read here');
    },
  });
  const { id } = archiveExperiment(archive, opened, '0.0.0');
  const told: (ArchiveWait | null)[] = [];
  return {
    clock,
    outside,
    told,
    archive,
    opened,
    id,
    start: (): ExperimentRun =>
      startExperiment(opened, {
        archive,
        launch: inProcessEngines(),
        clock,
        processes: 2,
        freeBytes: () => 512_000,
        onWaiting: (waiting) => told.push(waiting),
        ...more,
      }),
    record: () => real.findById(id)!,
    digest: () => experimentDigest(real, real.findById(id)!),
  };
}

/** Lets the engines work until nothing comes any more, the clock standing still. */
async function settled(run: ExperimentRun): Promise<void> {
  for (let quiet = 0, last = ''; quiet < 20;) {
    await new Promise((resume) => setTimeout(resume, 5));
    const { steps, runs, phase } = run.progress();
    const now = JSON.stringify({ steps, runs, phase });
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
}

async function undisturbed(): Promise<string> {
  const quiet = laboratory();
  await quiet.start().finished;
  return quiet.digest();
}

describe('an archive that takes nothing for now', () => {
  it.each([
    [FULL, 'room on the disk'],
    [FORBIDDEN, 'the permission to write'],
    [LOCKED, 'another program to let go of the archive'],
  ])('is waited for, tried again, and nothing is lost (%s)', async (refusal, what) => {
    const lab = laboratory();
    const run = lab.start();
    lab.outside.refusal = refusal;
    await settled(run);
    lab.clock.advance(250);
    await settled(run);
    const { phase, waiting, runs, secondsLeft } = run.progress();
    expect([phase, waiting?.code, waiting?.what, secondsLeft]).toEqual(['waiting', refusal.code, what, null]);
    expect(lab.record().counts.finished).toBe(0);
    const before = lab.outside.attempts;
    lab.clock.advance(10 * RETRY_MS);
    expect(lab.outside.attempts - before).toBe(10);
    expect(run.progress().runs).toEqual(runs);
    expect(lab.told).toHaveLength(1);

    lab.outside.refusal = null;
    lab.clock.advance(RETRY_MS);
    expect(lab.told.at(-1)).toBeNull();
    const summary = await run.finished;
    expect(summary).toMatchObject({ how: 'finished', computed: 12, recorded: true });
    expect(lab.record()).toMatchObject({ status: 'finished', counts: { finished: 12 } });
    expect(lab.digest()).toBe(await undisturbed());
  });

  it('says how much is to be written and how much is free', async () => {
    const lab = laboratory();
    const run = lab.start();
    lab.outside.refusal = FULL;
    await settled(run);
    lab.clock.advance(250);
    expect(run.progress().waiting?.detail).toBe('0.1 MB are to be written, 0.6 MB are free.');
    run.cancel();
    await run.finished;
  });

  it('is tried at once when asked for', async () => {
    const lab = laboratory();
    const run = lab.start();
    lab.outside.refusal = FULL;
    await settled(run);
    lab.clock.advance(250);
    lab.outside.refusal = null;
    run.resume();
    expect((await run.finished).how).toBe('finished');
  });

  it('leaves a run that was paused meanwhile paused', async () => {
    const lab = laboratory();
    const run = lab.start();
    lab.outside.refusal = FULL;
    await settled(run);
    lab.clock.advance(250);
    run.pause();
    lab.outside.refusal = null;
    lab.clock.advance(RETRY_MS);
    // Everything may have been computed before it was asked to wait: then there is nothing to pause.
    expect(['paused', 'ended']).toContain(run.progress().phase);
    run.resume();
    expect((await run.finished).counts.finished).toBe(12);
  });

  it('can be given up: what was not written is computed another time', async () => {
    const lab = laboratory();
    const run = lab.start();
    lab.outside.refusal = FULL;
    await settled(run);
    lab.clock.advance(250);
    run.cancel();
    const summary = await run.finished;
    expect(summary).toMatchObject({ how: 'cancelled', recorded: false, computed: 0 });
    expect(summary.counts.finished).toBe(0);
    lab.outside.refusal = null;
    expect((await lab.start().finished).computed).toBe(12);
    expect(lab.digest()).toBe(await undisturbed());
  });

  it('ends the run where nobody wants to wait', async () => {
    const lab = laboratory({ patient: false });
    const run = lab.start();
    const finished = expect(run.finished).rejects.toBe(FULL);
    lab.outside.refusal = FULL;
    await settled(run);
    lab.clock.advance(250);
    await finished;
  });

  it('ends the run for what does not pass', async () => {
    const lab = laboratory();
    const run = lab.start();
    const damage = new WorkbenchError('store-damaged', 'Not whole.');
    const finished = expect(run.finished).rejects.toBe(damage);
    lab.outside.refusal = damage;
    await settled(run);
    lab.clock.advance(250);
    await finished;
  });
});

describe('a queue whose archive takes nothing for now', () => {
  it('keeps what could not begin, says so once, and begins when it can', async () => {
    const lab = laboratory();
    const said: string[] = [];
    const queue = new ExperimentQueue({
      archive: lab.archive,
      background: {
        openSpec: () => Promise.resolve(lab.opened),
        cellTable: () => Promise.resolve(null),
      } as unknown as Background,
      launch: inProcessEngines(),
      clock: lab.clock,
      processes: () => 1,
      machine: thisMachine(),
      changed: () => undefined,
      libraryChanged: () => undefined,
      say: (_, text) => said.push(text),
    });
    const rest = (): Promise<void> => new Promise((resume) => setTimeout(resume, 20));
    lab.outside.refusal = FULL;
    queue.add(lab.id);
    for (let i = 0; i < 3; i += 1) {
      await rest();
      lab.clock.advance(RETRY_MS);
    }
    await rest();
    expect(said).toEqual(['"small" waits to begin: No room.']);
    expect(queue.state()).toMatchObject({ queue: [{ id: lab.id }], running: null });
    lab.outside.refusal = null;
    lab.clock.advance(RETRY_MS);
    for (let i = 0; i < 200 && queue.busy; i += 1) {
      await rest();
      lab.clock.advance(250);
    }
    expect(lab.record().status).toBe('finished');
    await queue.close();
  });
});
