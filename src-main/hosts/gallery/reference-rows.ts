import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findPreset } from '@shared/catalogue';
import type { RunRecord } from '@shared/contract/records';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { FigureInput } from '@shared/figures/figure-of';
import { OUTCOMES, TRACE_QUANTITIES, type MeasureName, type TraceSeries } from '@shared/training/run-result';
import { experimentInput } from './experiment-input';

/** Made by build/make-reference-rows.mjs: a column a measure, a row a run, by cell and then by repetition. */
const fileSchema = z.object({
  preset: z.string(),
  /** The most that are kept of a cell. */
  repetitions: z.int().positive(),
  outcomes: z.array(z.enum(OUTCOMES)),
  /** Places in `outcomes`. */
  outcome: z.array(z.int()),
  /** Null where the run has no such measure. */
  measures: z.record(z.string(), z.array(z.number().nullable())),
  traces: z.array(
    z.object({
      cell: z.int(),
      repetition: z.int(),
      quantity: z.enum(TRACE_QUANTITIES),
      every: z.int(),
      /** Null where the parameters were no longer finite. */
      values: z.array(z.number().nullable()),
    }),
  ),
});
type ReferenceFile = z.infer<typeof fileSchema>;

/** A preset with the first of its repetitions, as they were computed once. */
export function referenceInput(folder: string, preset: string): FigureInput {
  const file = fileSchema.parse(JSON.parse(readFileSync(join(folder, `${preset}.json`), 'utf8')));
  const spec = fewerRepetitions(findPreset(file.preset)!.spec, file.repetitions);
  return experimentInput(spec, runsOf(spec, file), ({ cell, repetition }) =>
    file.traces.filter((trace) => trace.cell === cell && trace.repetition === repetition).map(traceOf),
  );
}

export function fewerRepetitions(spec: ExperimentSpec, most: number): ExperimentSpec {
  const training = spec.grid.training.map((schedule) => ({
    ...schedule,
    repetitions: Math.min(schedule.repetitions, most),
  }));
  return { ...spec, grid: { ...spec.grid, training } };
}

function runsOf(spec: ExperimentSpec, file: ReferenceFile): RunRecord[] {
  const places = plan(spec).cells.flatMap(({ index, steps, repetitions }) =>
    Array.from({ length: repetitions }, (_, repetition) => ({ cell: index, repetition, steps })),
  );
  if (places.length !== file.outcome.length)
    throw new Error(`${file.preset}.json has ${file.outcome.length} runs, its plan ${places.length}.`);
  const columns = Object.entries(file.measures);
  return places.map(({ cell, repetition, steps }, row) => ({
    cell,
    repetition,
    status: 'finished',
    outcome: file.outcomes[file.outcome[row]!]!,
    stepsTaken: steps,
    reason: null,
    measures: columns.flatMap(([measure, values]) => {
      const value = values[row] ?? null;
      return value === null ? [] : [{ measure: measure as MeasureName, value, error: null, method: null }];
    }),
  }));
}

function traceOf({ quantity, every, values }: ReferenceFile['traces'][number]): TraceSeries {
  return { quantity, every, values: Float64Array.from(values, (value) => value ?? NaN) };
}
