import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EngineReply } from '@shared/contract/engine-protocol';
import { drawnDataSet } from '@shared/experiment/load-data';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import { openSpec } from '../../../src-main/core/open-spec';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { forkedEngines } from '../../../src-main/engine/launch-forked';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

const ENTRY = resolve(import.meta.dirname, '../../../out/main/engine.cjs');

describe('engine processes', () => {
  it('compute what the engine computes in this process, bit for bit, also when one is killed at work', async () => {
    const spec = smallSpec({
      // So slow that no run stands still before its last step.
      grid: {
        depths: [6],
        scales: [0.5],
        training: [{ learningRate: 1e-9, steps: 400_000, repetitions: 16 }],
      },
    });
    const digests: string[] = [];
    for (const launch of [inProcessEngines(), forkedEngines(ENTRY)]) {
      const archive = openArchiveWriter(temporaryFolder());
      onTestFinished(() => archive.close());
      const opened = openSpec(spec, { archive, readTable: () => ({ rows: [], sha256: '' }) });
      const { id } = archiveExperiment(archive, opened, '0.0.0');
      const run = startExperiment(opened, { archive, launch, clock: systemClock, processes: 2 });
      const stop = run.subscribe(() => {
        const [victim] = run.enginePids;
        if (victim === undefined || run.progress().runs.finished === 0) return;
        stop();
        process.kill(victim, 'SIGKILL');
      });
      expect((await run.finished).counts).toEqual({ total: 16, finished: 16, failed: 0 });
      digests.push(experimentDigest(archive, archive.findById(id)!));
    }
    expect(digests[1]).toBe(digests[0]);
  });

  it('say how they ended', async () => {
    const reason = await new Promise<string>((settle) => {
      const engine = forkedEngines(ENTRY)({ reply: () => engine.kill(), gone: settle });
      const spec = smallSpec();
      engine.send({ kind: 'load', spec, data: drawnDataSet(spec)! });
    });
    expect(reason).toBe('signal SIGKILL');
  });

  it('report a broken request instead of dying silently', async () => {
    const spec = smallSpec();
    const reply = await new Promise<EngineReply>((settle) => {
      const engine = forkedEngines(ENTRY)({
        reply: (answer) => {
          if (answer.kind === 'ready')
            engine.send({ kind: 'compute', runs: [{ cell: 99, repetition: 0, checkpoint: null }] });
          if (answer.kind !== 'broken') return;
          engine.kill();
          settle(answer);
        },
        gone: () => undefined,
      });
      engine.send({ kind: 'load', spec, data: drawnDataSet(spec)! });
    });
    expect(reply.kind).toBe('broken');
  });
});
