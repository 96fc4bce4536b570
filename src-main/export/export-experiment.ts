import type { DataFormat } from '@shared/contract/bundles';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ArchiveReader, Pace } from '../core/ports';
import { csvPieces } from './data/csv';
import { experimentJson, jsonRows } from './data/json';
import { parquetPieces } from './data/parquet';
import { runTable, traceTable, type DataTable } from './data/rows';
import { draftOf, fileFailure, targetOf, type TargetRules } from './whole-file';

export interface DataExport {
  readonly experiment: ExperimentRecord;
  /** Runs, a row each; or traces, a row a recorded number. JSON of runs has their traces in it. */
  readonly what: 'runs' | 'traces';
  readonly format: DataFormat;
  /** Absolute; it appears whole or not at all. */
  readonly file: string;
}

/** Writes what came of an experiment to a file, in canonical order, piece by piece. Returns how many runs ended. */
export async function exportExperiment(
  archive: ArchiveReader,
  { experiment, what, format, file }: DataExport,
  rules: TargetRules,
  pace: Pace,
): Promise<number> {
  if (what === 'traces' && experiment.spec.trace === null) {
    throw new WorkbenchError(
      'bad-arguments',
      `"${experiment.name}" records no traces.`,
      'Run it again with a trace in its spec (docs/spec.md).',
    );
  }
  const target = targetOf(file, rules);
  const { finished, failed } = experiment.counts;
  const ended = finished + failed;
  let runs = 0;
  try {
    const draft = draftOf(target);
    try {
      for (const piece of pieces(
        counting(archive, () => (runs += 1)),
        experiment,
        what,
        format,
      )) {
        draft.write(piece);
        await pace.tell(`writing ${what} of "${experiment.name}"`, runs / Math.max(1, ended));
      }
      draft.finish();
    } finally {
      draft.abandon();
    }
  } catch (error) {
    throw fileFailure(error, file);
  }
  return runs;
}

/** The archive, with every run that is read counted: whatever form it takes, a run is asked for once. */
function counting(archive: ArchiveReader, count: () => void): ArchiveReader {
  return {
    ...archive,
    *runs(id) {
      for (const run of archive.runs(id)) {
        count();
        yield run;
      }
    },
  };
}

function pieces(
  archive: ArchiveReader,
  experiment: ExperimentRecord,
  what: DataExport['what'],
  format: DataFormat,
): Iterable<string | Uint8Array> {
  if (what === 'runs' && format === 'json') return experimentJson(archive, experiment);
  const table: DataTable = what === 'runs' ? runTable(archive, experiment) : traceTable(archive, experiment);
  if (format === 'csv') return csvPieces(table);
  if (format === 'json') return jsonRows(table);
  const { id, name, spec } = experiment;
  return parquetPieces(table, { id, name, spec: JSON.stringify(spec) });
}
