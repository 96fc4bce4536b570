import { plan } from '@shared/experiment/plan';
import { verdictTable, type RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { RunPlace } from '@shared/training/run-result';
import type { StudyProgress } from '@shared/contract/studies';
import { JUDGEABLE, judgeExperiment, placesToJudge, requireLinear } from '../judge-experiment';
import { keptOf, readKept } from '../kept-verdicts';
import { requireExperiment, type Study } from './study';

/** All statements held against the first repetitions of an archived experiment's cells, with what was judged before. */
export const verdictsStudy: Study<'verdicts'> = function* (source, { experiment, dynamics, repetitions }) {
  const { record, prepared } = requireExperiment(source, experiment);
  requireLinear(record.spec);
  const judged = new Map<string, RunVerdicts>();
  for (const kept of source.archive()!.verdicts(experiment, dynamics)) {
    const run = readKept(kept, source.program);
    if (run !== null) judged.set(keyOf(run), run);
    yield { share: null, said: 'reading what was judged' };
  }
  const places = placesToJudge(record.spec, { repetitions }).filter((place) => !judged.has(keyOf(place)));
  const opened = { spec: record.spec, prepared };
  const fresh = yield* judgedNow(judgeExperiment(opened, places, dynamics));
  return {
    table: verdictTable(
      plan(record.spec).cells,
      JUDGEABLE.map(({ id }) => id),
      [...judged.values(), ...fresh],
    ),
    fresh: fresh.map((run) => keptOf(run, dynamics, source.program)),
  };
};

/** The progress of judging in words. */
export function* judgedNow(
  judging: ReturnType<typeof judgeExperiment>,
): Generator<StudyProgress, RunVerdicts[]> {
  for (;;) {
    const step = judging.next();
    if (step.done) return step.value;
    const { done, runs, share } = step.value;
    yield { share, said: `judging run ${Math.min(done + 1, runs)} of ${runs}` };
  }
}

function keyOf({ cell, repetition }: RunPlace): string {
  return `${cell} ${repetition}`;
}
