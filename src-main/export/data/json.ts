import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import type { TraceSeries } from '@shared/training/run-result';
import type { ArchiveReader } from '../../core/ports';
import type { DataTable } from './rows';

/** An experiment with its cells and all its runs, traces and all, run by run (docs/cli-json.md). */
export function* experimentJson(archive: ArchiveReader, experiment: ExperimentRecord): Generator<string> {
  const { id, spec } = experiment;
  const { cells } = plan(spec);
  yield `{"experiment":${JSON.stringify(experiment)},\n"cells":${JSON.stringify(cells)},\n"runs":[`;
  let separator = '\n';
  for (const run of archive.runs(id)) {
    const traces = spec.trace === null ? [] : archive.traces(id, run);
    yield separator + JSON.stringify(jsonRun(run, cells[run.cell]!, traces));
    separator = ',\n';
  }
  yield '\n]}\n';
}

function jsonRun(run: RunRecord, cell: Cell, traces: readonly TraceSeries[]): unknown {
  const { measures, ...rest } = run;
  const { learningRate, scale, depth, steps } = cell;
  return {
    ...rest,
    learningRate,
    scale,
    depth,
    steps,
    measures: Object.fromEntries(
      measures.map(({ measure, value, error, method }) => [measure, { value, error, method }]),
    ),
    traces: traces.map(({ quantity, every, values }) => ({ quantity, every, values: [...values] })),
  };
}

/** Rows that are put into text at a time. */
const ROWS_A_PIECE = 500;

/** A table as a JSON array, an object a row a line. What is not finite is null, as JSON has no other word for it. */
export function* jsonRows({ columns, rows }: DataTable): Generator<string> {
  let piece = '';
  let rowsInPiece = 0;
  let separator = '[\n';
  for (const row of rows) {
    piece += separator + JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
    separator = ',\n';
    rowsInPiece += 1;
    if (rowsInPiece < ROWS_A_PIECE) continue;
    yield piece;
    piece = '';
    rowsInPiece = 0;
  }
  yield `${piece}${separator === '[\n' ? '[' : '\n'}]\n`;
}
