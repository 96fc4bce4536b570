import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import { MEASURES, type TraceSeries } from '@shared/training/run-result';
import type { ArchiveReader } from '../core/ports';

export type ExportFormat = 'csv' | 'json';

/**
 * Writes all ended runs of an experiment to a file, in canonical order, run by run, so that a million of them need
 * little memory. The file appears whole or not at all. Returns how many runs it holds.
 *
 * @param file absolute path; a regular file there is replaced, anything else is refused.
 * @param isReserved tells the files that no export may replace: those of the archive.
 */
export function exportExperiment(
  archive: ArchiveReader,
  experiment: ExperimentRecord,
  format: ExportFormat,
  file: string,
  isReserved: (path: string) => boolean,
): number {
  const target = targetOf(file, isReserved);
  const draft = `${target}.part`;
  try {
    const handle = openSync(draft, 'w');
    let runs = 0;
    try {
      const pieces = format === 'csv' ? csvPieces(archive, experiment) : jsonPieces(archive, experiment);
      for (const { text, run } of pieces) {
        writeSync(handle, text);
        if (run) runs += 1;
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, target);
    return runs;
  } catch (error) {
    // Not rmSync alone: it throws where the folder is a file, even under `force`.
    if (existsSync(draft)) rmSync(draft);
    if (!isFileError(error)) throw error;
    const code = error.code === 'ENOSPC' ? 'disk-full' : 'folder-unusable';
    throw new WorkbenchError(
      code,
      `${file} cannot be written: ${error.message}.`,
      'Choose another place with --out.',
    );
  }
}

/** The file to replace: where a link leads, and never a device, a pipe or a part of the archive. */
function targetOf(file: string, isReserved: (path: string) => boolean): string {
  const refuse = (why: string): WorkbenchError =>
    new WorkbenchError(
      'bad-arguments',
      `${file} cannot take an export: ${why}.`,
      'Choose another place with --out.',
    );
  const target = existsSync(file) ? realpathSync(file) : file;
  if (existsSync(target) && !statSync(target).isFile()) throw refuse('it is not a regular file');
  if (isReserved(target)) throw refuse('it is a file of the archive');
  return target;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

interface Piece {
  readonly text: string;
  readonly run: boolean;
}

const COORDINATES = ['learningRate', 'scale', 'depth', 'steps'] as const;

/** One row a run; an empty field is a measure that the run does not have. Numbers round-trip exactly. */
function* csvPieces(archive: ArchiveReader, { id, spec }: ExperimentRecord): Generator<Piece> {
  const { cells } = plan(spec);
  yield {
    text: stringify([
      ['cell', ...COORDINATES, 'repetition', 'status', 'outcome', 'stepsTaken', ...MEASURES, 'reason'],
    ]),
    run: false,
  };
  for (const run of archive.runs(id)) {
    const cell = cells[run.cell]!;
    const values = new Map(run.measures.map(({ measure, value }) => [measure, value]));
    const row = [
      run.cell,
      ...COORDINATES.map((name) => cell[name]),
      run.repetition,
      run.status,
      run.outcome ?? '',
      run.stepsTaken,
      ...MEASURES.map((name) => values.get(name) ?? ''),
      run.reason ?? '',
    ];
    yield { text: stringify([row]), run: true };
  }
}

function* jsonPieces(archive: ArchiveReader, experiment: ExperimentRecord): Generator<Piece> {
  const { id, spec } = experiment;
  const { cells } = plan(spec);
  yield {
    text: `{"experiment":${JSON.stringify(experiment)},\n"cells":${JSON.stringify(cells)},\n"runs":[`,
    run: false,
  };
  let separator = '\n';
  for (const run of archive.runs(id)) {
    const traces = spec.trace === null ? [] : archive.traces(id, run);
    yield { text: separator + JSON.stringify(jsonRun(run, cells[run.cell]!, traces)), run: true };
    separator = ',\n';
  }
  yield { text: '\n]}\n', run: false };
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
