import type { LedgerExperiment } from '@shared/contract/verdict-studies';
import { looseness } from '@shared/figures/verdicts/looseness';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import { JUDGEABLE } from '../judge-experiment';
import { readKept } from '../kept-verdicts';
import type { Study } from './study';

/** How loose the bounds are, over all verdicts that the archive keeps. */
export const ledgerStudy: Study<'ledger'> = function* (source, { dynamics, population }) {
  const archive = source.archive();
  const statements = JUDGEABLE.map(({ id }) => id);
  const experiments: LedgerExperiment[] = [];
  const all: RunVerdicts[] = [];
  const records = (['current', 'archived'] as const).flatMap(
    (shelf) => archive?.searchLibrary({ shelf, filter: [], order: null, measures: [] }) ?? [],
  );
  for (const [i, { id, name, fields, counts }] of records.entries()) {
    const linear = fields.activation[0] === 'identity';
    const runs: RunVerdicts[] = [];
    if (linear) {
      for (const kept of archive!.verdicts(id, dynamics)) {
        const run = readKept(kept, source.program);
        if (run !== null) runs.push(run);
        yield { share: i / records.length, said: `reading ${name}` };
      }
    }
    all.push(...runs);
    experiments.push({
      id,
      name,
      runs: counts.total,
      judged: runs.length,
      linear,
      looseness: looseness(statements, runs, population),
    });
  }
  return { experiments, looseness: looseness(statements, all, population) };
};
