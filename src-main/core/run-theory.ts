import { STATEMENTS } from '@shared/catalogue';
import type { Sharpness } from '@shared/curvature/sharpness';
import { RUN_PANELS } from '@shared/figures/run-theory/run-panels';
import type { RunTheory } from '@shared/figures/run-theory/run-theory';
import { judgeInSlices } from '@shared/theory/judge';
import type { JudgedRun } from '@shared/theory/judged-run';
import type { OpenSpec } from './open-spec';
import { viewRun, type RunViewProgress, type RunViewRequest } from './run-view';

/** Shares of the work, for progress alone. */
const VIEWED = 0.4;
const SHARP = 0.8;

/** The theory of one run: its figures and its verdicts. Yields every few milliseconds; throws what `viewRun` throws. */
export function* runTheory(
  opened: Pick<OpenSpec, 'spec' | 'prepared'>,
  request: RunViewRequest,
): Generator<RunViewProgress, RunTheory> {
  const viewing = viewRun(opened, request);
  let viewed = viewing.next();
  for (; !viewed.done; viewed = viewing.next()) {
    const { share, said } = viewed.value;
    yield { share: share === null ? null : VIEWED * share, said };
  }
  const { view, ending } = viewed.value;
  const runs = [view.run, ...(view.comparison ? [view.comparison.flow] : [])];
  for (const [i, run] of runs.entries()) {
    for (const share of curvatures(run))
      yield {
        share: VIEWED + ((SHARP - VIEWED) * (i + share)) / runs.length,
        said: 'measuring its sharpness',
      };
  }
  const judging = judgeInSlices(view.run, STATEMENTS);
  let judged = judging.next();
  for (; !judged.done; judged = judging.next())
    yield { share: SHARP + (1 - SHARP) * judged.value, said: 'holding the statements against it' };
  const last = view.run.moments.at(-1)!;
  return {
    ...request.place,
    dynamics: request.dynamics,
    ending: { time: last.time, step: last.step, excessRisk: last.excessRisk, said: ending },
    moments: view.run.moments.length,
    panels: RUN_PANELS.filter(({ applies }) => applies(view.run, view.comparison !== null)).map(
      ({ id, draw }) => ({ id, figure: draw(view) }),
    ),
    verdicts: judged.value,
  };
}

/** The sharpness of every moment, which each keeps; yields the share that is done. */
export function* curvatures({ moments }: JudgedRun): Generator<number, Sharpness[]> {
  const measured: Sharpness[] = [];
  for (const { sharpness } of moments) {
    measured.push(sharpness);
    yield measured.length / moments.length;
  }
  return measured;
}
