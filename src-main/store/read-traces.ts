import type { ExperimentId } from '@shared/contract/ids';
import {
  TRACE_QUANTITIES,
  type RunPlace,
  type TraceQuantity,
  type TraceSeries,
} from '@shared/training/run-result';
import type { Connection } from './connection';
import { damaged } from './failures';
import { copyValues } from './float-bytes';
import { QUESTIONS } from './questions';

type TraceRow = [key: number, quantity: TraceQuantity, every: number, length: number];

/** The question about the traces of one run. */
export function traceQuestions(database: Connection, path: string) {
  const traces = database.prepare<[string, number, number], TraceRow>(QUESTIONS.tracesOfRun).raw();
  const chunks = database.prepare<[number], Buffer>(QUESTIONS.chunksOfTrace).pluck();

  const valuesOf = (trace: number, length: number): Float64Array => {
    const values = new Float64Array(length);
    let filled = 0;
    try {
      for (const bytes of chunks.iterate(trace)) filled += copyValues(bytes, values, filled);
    } catch (error) {
      if (error instanceof RangeError) throw damaged(path, error);
      throw error;
    }
    if (filled !== length) throw damaged(path, new RangeError('a trace lacks some of its values'));
    return values;
  };

  // One transaction: a trace and its chunks are of the same moment.
  const tracesOf = database.transaction((id: ExperimentId, { cell, repetition }: RunPlace): TraceSeries[] =>
    traces
      .all(id, cell, repetition)
      .map(([key, quantity, every, length]) => ({ quantity, every, values: valuesOf(key, length) }))
      .sort((a, b) => TRACE_QUANTITIES.indexOf(a.quantity) - TRACE_QUANTITIES.indexOf(b.quantity)),
  );
  return { traces: (id: ExperimentId, place: RunPlace): TraceSeries[] => tracesOf(id, place) };
}
