import { STATEMENTS } from '@shared/catalogue';
import type { TheoryFacts } from '@shared/figures/theory-facts';
import type { PreparedExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { boundsTable } from '@shared/figures/bounds-table';
import { dataFacts } from '@shared/figures/data-facts';
import type { DataSet } from '@shared/network/data/data-set';
import { statementValues } from '@shared/theory/statement-values';

/** What the application says of an experiment's theory: the real numbers. */
export function theoryFacts(
  spec: ExperimentSpec,
  data: DataSet,
  { problem, theory }: PreparedExperiment,
): TheoryFacts {
  const settings = spec.grid.depths.map(theory);
  return {
    data: dataFacts(data, problem),
    bounds: boundsTable(settings),
    values: statementValues(STATEMENTS, settings),
  };
}
