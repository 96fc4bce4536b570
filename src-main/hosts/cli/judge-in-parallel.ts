import { Worker } from 'node:worker_threads';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { Statement } from '@shared/theory/statement';
import type { RunPlace } from '@shared/training/run-result';
import type { DynamicsKind } from '@shared/training/trajectory';
import { judgingWork, type JudgingProgress } from '../../core/judge-experiment';
import type { OpenSpec } from '../../core/open-spec';
import { JUDGE_ENTRY } from './entries';
import type { JudgeReply, JudgeRequest, JudgeSettings } from './judge-protocol';

/** Places that a thread is sent at a time: neighbours, which may share a gradient flow. */
const PIECE = 5;

export interface ParallelJudging {
  readonly opened: OpenSpec;
  readonly places: readonly RunPlace[];
  readonly dynamics: DynamicsKind;
  readonly statements: readonly Statement[];
  readonly processes: number;
}

/**
 * judgeExperiment in several threads: the verdicts on a run depend on nothing else, so they are the same whatever the
 * number of threads; their order is that of the places. `heard` hears of every piece that is done.
 */
export async function judgeInParallel(
  { opened, places, dynamics, statements, processes }: ParallelJudging,
  heard: (progress: JudgingProgress) => void,
): Promise<RunVerdicts[]> {
  const pieces: JudgeRequest[] = [];
  for (let first = 0; first < places.length; first += PIECE) pieces.push(places.slice(first, first + PIECE));
  const workOf = (piece: JudgeRequest): number =>
    piece.reduce((sum, place) => sum + judgingWork(opened, place, dynamics), 0);
  const total = workOf(places);
  const answers: JudgeReply[] = [];
  const { spec, data } = opened;
  const settings: JudgeSettings = { spec, data, dynamics, statements: statements.map(({ id }) => id) };
  let next = 0;
  let done = 0;
  let share = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(JUDGE_ENTRY, { workerData: settings });
    try {
      while (next < pieces.length) {
        const piece = next;
        next += 1;
        answers[piece] = await ask(worker, pieces[piece]!);
        done += pieces[piece]!.length;
        share += workOf(pieces[piece]!) / total;
        heard({ done, runs: places.length, share });
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, pieces.length) }, work));
  return answers.flat();
}

function ask(worker: Worker, piece: JudgeRequest): Promise<JudgeReply> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
    };
    worker.once('message', (reply: JudgeReply) => {
      settle();
      resolve(reply);
    });
    worker.once('error', (error: Error) => {
      settle();
      reject(error);
    });
    worker.postMessage(piece);
  });
}
