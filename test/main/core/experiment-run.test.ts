import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import type { ExperimentRun } from '../../../src-main/core/experiment-run';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter, Clock, EngineLauncher } from '../../../src-main/core/ports';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter, type WriterOptions } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

interface Laboratory {
  readonly archive: ArchiveWriter;
  readonly start: (
    launch?: EngineLauncher,
    more?: { processes?: number; hungAfterMs?: number; clock?: Clock; patient?: boolean },
  ) => ExperimentRun;
  readonly digest: () => string;
  readonly status: () => string;
}

function laboratory(spec: ExperimentSpec = smallSpec(), options: WriterOptions = {}): Laboratory {
  const folder = temporaryFolder();
  const archive = openArchiveWriter(folder, options);
  onTestFinished(() => archive.close());
  const opened = openSpec(spec, {
    archive,
    readTable: () => {
      throw new Error('no file is read here');
    },
  });
  const { id } = archiveExperiment(archive, opened, '0.0.0');
  return {
    archive,
    start: (launch = inProcessEngines(), { processes = 2, ...more } = {}) =>
      startExperiment(opened, { archive, launch, clock: systemClock, processes, ...more }),
    digest: () => experimentDigest(archive, archive.findById(id)!),
    status: () => archive.findById(id)!.status,
  };
}

/** The digest of an undisturbed run on one engine. */
async function undisturbed(spec?: ExperimentSpec): Promise<string> {
  const quiet = laboratory(spec);
  await quiet.start(inProcessEngines(), { processes: 1 }).finished;
  return quiet.digest();
}

describe('running an experiment', () => {
  it('computes every run once and then nothing', async () => {
    const lab = laboratory();
    expect(await lab.start().finished).toMatchObject({
      how: 'finished',
      counts: { total: 12, finished: 12, failed: 0 },
      computed: 12,
    });
    expect(lab.status()).toBe('finished');
    expect((await lab.start().finished).computed).toBe(0);
  });

  it('gives the same bytes for one, two and five engines', async () => {
    const digests = [await undisturbed()];
    for (const processes of [2, 5]) {
      const lab = laboratory();
      await lab.start(inProcessEngines(), { processes }).finished;
      digests.push(lab.digest());
    }
    expect(new Set(digests).size).toBe(1);
  });

  it('accounts for every step', async () => {
    const run = laboratory().start();
    await run.finished;
    const { steps, stepsToDo } = run.progress();
    expect(stepsToDo).toBe(2 * 3 * (200 + 120));
    expect(steps).toBe(stepsToDo);
  });

  it('knows the time left of a single long run while it runs', async () => {
    const steps = 400_000;
    const spec = smallSpec({
      // So slow that the run does not stand still before its last step.
      grid: { depths: [8], scales: [0.5], training: [{ learningRate: 1e-9, steps, repetitions: 1 }] },
    });
    let now = 0;
    const run = laboratory(spec).start(inProcessEngines(), {
      processes: 1,
      clock: { ...systemClock, now: () => now },
    });
    const stepsPerMs = 10;
    let seen = 0;
    const stop = run.subscribe(() => {
      const { steps: done, runs } = run.progress();
      now = done / stepsPerMs;
      // The first half second has no estimate.
      if (runs.finished > 0 || now < 500) return;
      seen += 1;
      expect(run.progress().secondsLeft).toBeCloseTo((steps - done) / stepsPerMs / 1000, 6);
    });
    await run.finished;
    stop();
    expect(seen).toBeGreaterThan(0);
  });

  it('refuses a digest of an incomplete experiment', () => {
    expect(() => laboratory().digest()).toThrow(/0 of 12 runs/);
  });

  it('cancels, keeps what is finished, and computes only the rest afterwards', async () => {
    const spec = smallSpec({
      grid: { depths: [3], scales: [0.3], training: [{ learningRate: 0.001, steps: 60000, repetitions: 8 }] },
    });
    const lab = laboratory(spec);
    const first = lab.start(inProcessEngines(), { processes: 1 });
    const stop = first.subscribe(() => {
      if (first.progress().runs.finished >= 1) first.cancel();
    });
    const { how, computed } = await first.finished;
    stop();
    expect(how).toBe('cancelled');
    expect(lab.status()).toBe('cancelled');
    expect(computed).toBeLessThan(8);
    expect((await lab.start().finished).computed).toBe(8 - computed);
    expect(lab.digest()).toBe(await undisturbed(spec));
  });

  it('pauses and resumes without changing a bit', async () => {
    const spec = smallSpec({
      // So slow that no run stands still before its last step.
      grid: { depths: [8], scales: [0.5], training: [{ learningRate: 1e-9, steps: 100000, repetitions: 6 }] },
    });
    const lab = laboratory(spec);
    const run = lab.start(inProcessEngines(), { processes: 1 });
    await new Promise<void>((resolve) => run.subscribe(resolve));
    run.pause();
    // The slice in work ends, then nothing moves.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { phase, runs } = run.progress();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(phase).toBe('paused');
    expect(run.progress().runs).toEqual(runs);
    run.resume();
    await run.finished;
    expect(lab.digest()).toBe(await undisturbed(spec));
  });
});

describe('engines that fail', () => {
  it('are replaced, and their runs done again to the same bits', async () => {
    const lab = laboratory();
    const launch = inProcessEngines({
      onRequest: (request, number) => (request.kind === 'compute' && number < 2 ? 'die' : undefined),
    });
    expect((await lab.start(launch).finished).how).toBe('finished');
    expect(launch.launches).toBeGreaterThan(2);
    expect(lab.digest()).toBe(await undisturbed());
  });

  it('fail the run that always kills them, with the reason, and no other; later it can be tried again', async () => {
    const lab = laboratory();
    const poison = { cell: 1, repetition: 2 };
    const launch = inProcessEngines({
      onRequest: (request) =>
        request.kind === 'compute' &&
        request.runs.some((run) => run.cell === poison.cell && run.repetition === poison.repetition)
          ? 'die'
          : undefined,
    });
    const run = lab.start(launch);
    expect(await run.finished).toMatchObject({
      how: 'failed',
      counts: { total: 12, finished: 11, failed: 1 },
      computed: 11,
    });
    expect(lab.status()).toBe('failed');
    const failures = [...lab.archive.runs(lab.archive.listExperiments()[0]!.id)].filter(
      ({ status }) => status === 'failed',
    );
    expect(failures).toEqual([
      expect.objectContaining({ ...poison, reason: expect.stringContaining('SIGSEGV') }),
    ]);
    expect((await lab.start().finished).computed).toBe(1);
    expect(lab.digest()).toBe(await undisturbed());
  });

  it('that hang are told from busy ones and replaced', async () => {
    const lab = laboratory();
    const launch = inProcessEngines({
      onRequest: (request, number) => (request.kind === 'compute' && number === 0 ? 'swallow' : undefined),
    });
    const run = lab.start(launch, { hungAfterMs: 300 });
    expect((await run.finished).how).toBe('finished');
    expect(lab.digest()).toBe(await undisturbed());
  });

  it('that never get ready end the run with what to do', async () => {
    const launch = inProcessEngines({ onRequest: () => 'die' });
    await expect(laboratory().start(launch).finished).rejects.toMatchObject({ code: 'engine-unavailable' });
  });
});

describe('a full disk', () => {
  it('ends the run with its code where nobody wants to wait; what was recorded stays', async () => {
    const spec = smallSpec({
      trace: { every: 1, quantities: ['excessRisk', 'squaredDistance'] },
      grid: {
        depths: [3],
        scales: [0.3],
        training: [{ learningRate: 0.001, steps: 20000, repetitions: 30 }],
      },
    });
    const lab = laboratory(spec, { maxPageCount: 800 });
    const run = lab.start(inProcessEngines(), { processes: 1, patient: false });
    await expect(run.finished).rejects.toMatchObject({ code: 'disk-full' });
    const { counts, status } = lab.archive.listExperiments()[0]!;
    expect(counts.finished).toBeLessThan(30);
    expect(status).not.toBe('finished');
  });

  it('goes on from a checkpoint of a run whose process died, also after a restart, to the same bits', async () => {
    const spec = smallSpec({
      // So slow that no run stands still before its last step.
      grid: {
        depths: [3],
        scales: [0.5],
        training: [{ learningRate: 1e-9, steps: 5_000_000, repetitions: 1 }],
      },
    });
    const lab = laboratory(spec);
    const starts: (Uint8Array | null)[] = [];
    const tampering = (deaths: number): Parameters<typeof inProcessEngines>[0] => ({
      checkpointMs: 30,
      onRequest: (request) => {
        if (request.kind === 'compute') starts.push(...request.runs.map(({ checkpoint }) => checkpoint));
        return undefined;
      },
      onReply: ({ kind }, launch) => (kind === 'checkpoint' && launch < deaths ? 'die' : undefined),
    });
    // The process dies after its first checkpoint, the next one after its own; then the program ends.
    const first = lab.start(inProcessEngines(tampering(2)), { processes: 1 });
    const unsubscribe = first.subscribe(() => {
      if (starts.length < 3) return;
      unsubscribe();
      first.cancel();
    });
    expect((await first.finished).how).toBe('cancelled');
    const { counts } = await lab.start(inProcessEngines(tampering(0)), { processes: 1 }).finished;
    expect(counts).toEqual({ total: 1, finished: 1, failed: 0 });
    expect(starts.map((checkpoint) => checkpoint !== null)).toEqual([false, true, true, true]);
    expect(lab.digest()).toBe(await undisturbed(spec));
  });
});
