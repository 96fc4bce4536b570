import type { Claim, Finding } from '@shared/claims/claim';
import { claimsOf } from '@shared/claims/claims';
import { evidenceOf, type Evidence } from '@shared/claims/evidence';
import type { RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import type { MeasureName, Outcome, TraceSeries } from '@shared/training/run-result';
import { presetSpec, THEORY } from '../figures/source';

/** What a made-up run says: by default it converged, and its final published sharpness is its exact one. */
export interface MadeRun {
  readonly outcome?: Outcome;
  readonly measures?: Partial<Record<MeasureName, number>>;
  readonly traces?: readonly TraceSeries[];
}

/** A preset's experiment with made-up runs; S_min is 1.87 L and the bounds 1.86 L and 12.8 L (figures/source.ts). */
export function madeEvidence(
  preset: AuthorsSweepName,
  run: (cell: Cell, repetition: number) => MadeRun,
): Evidence {
  const spec = presetSpec(preset);
  const traces = new Map<RunRecord, readonly TraceSeries[]>();
  const runs = plan(spec).cells.flatMap((cell) =>
    Array.from({ length: cell.repetitions }, (_, repetition): RunRecord => {
      const made = run(cell, repetition);
      const { outcome = 'converged' } = made;
      const measures = { finalSharpness: 20, finalSquaredDistance: 0, ...made.measures };
      const published = { finalSharpnessAsPublished: measures.finalSharpness };
      const known = outcome === 'diverged' ? { ...made.measures } : { ...published, ...measures };
      const record: RunRecord = {
        cell: cell.index,
        repetition,
        status: 'finished',
        outcome,
        stepsTaken: cell.steps,
        reason: null,
        measures: Object.entries(known).map(([measure, value]) => ({
          measure: measure as MeasureName,
          value,
          error: null,
          method: null,
        })),
      };
      traces.set(record, made.traces ?? []);
      return record;
    }),
  );
  return evidenceOf(spec, { bounds: THEORY.bounds, wStarNorm: 1 }, runs, (record) => traces.get(record)!);
}

/** The claim of this id in a figure. */
export function claimNamed(figure: Claim['figure'], id: string): Claim {
  const claim = claimsOf(figure).find((candidate) => candidate.id === id);
  if (claim === undefined) throw new Error(`Figure ${figure} has no claim "${id}".`);
  return claim;
}

/** A measured or expected number by its name. */
export function numberOf(side: Finding['measured'], name: string): number {
  const found = side?.numbers.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no number "${name}".`);
  return found.value;
}
