import type { Adoptable } from '@shared/contract/provenance';
import { experimentId } from '@shared/experiment/digest';
import { estimate, type Estimate } from '@shared/experiment/estimate';
import { planAdoption } from './adoption';
import type { OpenSpec } from './open-spec';
import type { ArchiveReader } from './ports';

/** What an experiment costs, as a whole and beyond what is there already. */
export interface ExperimentCost {
  readonly whole: Estimate;
  /** Of the runs that are finished nowhere. */
  readonly missing: Estimate;
  /** Runs that this experiment has itself. */
  readonly finished: number;
  /** Other experiments that have runs of it, which starting it takes over. */
  readonly donors: readonly Adoptable[];
}

export function experimentCost(
  { spec, data, dataRecord }: Pick<OpenSpec, 'spec' | 'data' | 'dataRecord'>,
  archive: ArchiveReader | null,
  processes: number,
): ExperimentCost {
  const { donors, there } = planAdoption(archive, { spec, data: dataRecord });
  return {
    whole: estimate(spec, data.train, processes),
    missing: estimate(spec, data.train, processes, ({ index, repetitions }) => repetitions - there[index]!),
    finished: archive?.findById(experimentId(spec))?.counts.finished ?? 0,
    donors,
  };
}
