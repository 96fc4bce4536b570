import { INITIALISATIONS } from '@shared/catalogue';
import type { RunRecord } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { FigureInput } from '@shared/figures/figure-of';
import type { RunPlace, TraceSeries } from '@shared/training/run-result';
import { theoryFacts } from '../../core/open-archived';
import { openSpec } from '../../core/open-spec';

/** What figures are made from, of runs that no archive holds: theory is evaluated on the spec's own data. */
export function experimentInput(
  spec: ExperimentSpec,
  runs: readonly RunRecord[],
  traces: (place: RunPlace) => readonly TraceSeries[] = () => [],
): FigureInput {
  const opened = openSpec(spec, { archive: null, readTable: refuseTables });
  const family = INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)!;
  return {
    spec,
    theory: theoryFacts(opened),
    scaleSymbol: family.scale?.symbol ?? null,
    runs: () => runs,
    traces,
  };
}

function refuseTables(file: string): never {
  throw new Error(`The gallery reads no tables, and ${file} is one.`);
}
