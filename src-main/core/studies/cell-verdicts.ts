import { WorkbenchError } from '@shared/contract/errors';
import { plan } from '@shared/experiment/plan';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import { JUDGEABLE, judgeExperiment, placesToJudge, requireLinear } from '../judge-experiment';
import { readKept } from '../kept-verdicts';
import { requireExperiment, type Study } from './study';
import { judgedNow } from './verdicts';

/** One statement held against the runs of one cell. */
export const cellVerdictsStudy: Study<'cellVerdicts'> = function* (source, request) {
  const { experiment, dynamics, cell, repetitions, statement: id } = request;
  const { record, prepared } = requireExperiment(source, experiment);
  requireLinear(record.spec);
  const { length } = plan(record.spec).cells;
  if (cell >= length) {
    throw new WorkbenchError(
      'bad-arguments',
      `cell is ${cell}; it must be an integer from 0 to ${length - 1}: ${record.name} has ${length} cells.`,
    );
  }
  const statement = JUDGEABLE.find((own) => own.id === id);
  if (statement === undefined)
    throw new WorkbenchError('bad-arguments', `No statement "${id}" can be held against runs.`);
  const runs: RunVerdicts[] = [];
  for (const kept of source.archive()!.verdictsOfCell(experiment, dynamics, cell)) {
    const run = readKept(kept, source.program);
    if (run !== null) runs.push(run);
    yield { share: null, said: 'reading what was judged' };
  }
  const known = new Set(runs.map(({ repetition }) => repetition));
  const places = placesToJudge(record.spec, { cell, repetitions }).filter(
    ({ repetition }) => !known.has(repetition),
  );
  const opened = { spec: record.spec, prepared };
  runs.push(...(yield* judgedNow(judgeExperiment(opened, places, dynamics, [statement]))));
  return runs
    .sort((a, b) => a.repetition - b.repetition)
    .map(({ repetition, verdicts }) => ({
      cell,
      repetition,
      verdict: verdicts.find((own) => own.statement === id)!,
    }));
};
