import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { plan } from '@shared/experiment/plan';
import { cellTable, type CellRow } from '@shared/figures/cell-table';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import type { Summary } from '@shared/numerics/statistics';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ArchiveReader } from '../../../core/ports';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingExperiment } from '../archive';
import { printJson, printLine, printTable } from '../output';

export function tableCommand(): Command {
  const command = new Command('table')
    .description('what was measured, a row a cell')
    .argument('<experiment>');
  return withJson(withDataFolder(command)).action(
    (reference: string, { dataDir, json }: FolderOptions & JsonOption) => {
      readingExperiment(dataDir, reference, (archive, experiment) => {
        if (experiment.counts.finished === 0) {
          throw new WorkbenchError(
            'not-run',
            `"${experiment.name}" has no finished run yet.`,
            `Run it: lab run ${reference}`,
          );
        }
        const rows = rowsOf(archive, experiment);
        if (json) printJson(rows);
        else printCellTable(rows);
      });
    },
  );
}

export function rowsOf(archive: ArchiveReader, { id, spec }: ExperimentRecord): CellRow[] {
  return cellTable(plan(spec).cells, archive.runs(id));
}

/** mean ± half the 95 % interval. */
function estimate(summary: Summary | null): string {
  if (summary === null) return '–';
  const mean = formatNumber(summary.mean);
  return summary.ci95 === null ? mean : `${mean} ± ${formatNumber(summary.ci95[1] - summary.mean, 2)}`;
}

export function printCellTable(rows: readonly CellRow[]): void {
  printTable(
    [
      'rate',
      'scale',
      'depth',
      'runs',
      'diverged',
      'conv',
      'cycl',
      'coll',
      'div',
      'limit',
      'initial S',
      'final S',
      'final ‖w−w⋆‖²',
    ],
    rows.map(({ outcomes, ...row }) => [
      formatSetting(row.learningRate),
      formatSetting(row.scale),
      String(row.depth),
      row.finished === row.runs ? String(row.runs) : `${row.finished} of ${row.runs}`,
      row.finished === 0 ? '–' : formatNumber(row.diverged / row.finished, 3),
      ...[
        outcomes.converged,
        outcomes.cycling,
        outcomes.collapsed,
        outcomes.diverged,
        outcomes.stepLimit,
      ].map(String),
      estimate(row.initialSharpness),
      estimate(row.finalSharpness),
      estimate(row.finalSquaredDistance),
    ]),
  );
  printLine('');
  printLine(
    'diverged: share of finished runs as the authors count. conv, cycl, coll, div, limit: runs that converged, cycled,',
  );
  printLine(
    'collapsed to zero, became infinite, reached their step limit. S: sharpness (exact), mean ± half the 95 % interval;',
  );
  printLine('initial over all runs, final over those that did not diverge. ‖w−w⋆‖²: a sum over coordinates.');
}
