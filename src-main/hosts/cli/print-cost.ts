import { experimentCost } from '../../core/experiment-cost';
import type { OpenSpec } from '../../core/open-spec';
import type { ArchiveReader } from '../../core/ports';
import { printFacts, printJson } from './output';
import { formatDuration } from './progress-line';

interface CostOptions {
  readonly processes: number;
  readonly json?: true;
}

/** What a whole experiment would cost, how much of it is there, and what the rest would cost. */
export function printCost(
  opened: OpenSpec,
  archive: ArchiveReader | null,
  { processes, json }: CostOptions,
): void {
  const cost = experimentCost(opened, archive, processes);
  const { whole, missing, finished, donors } = cost;
  if (json) {
    printJson({ ...whole, finished, donors, missing });
    return;
  }
  const adopted = donors.reduce((sum, { runs }) => sum + runs, 0);
  printFacts([
    ['runs', whole.runs.toLocaleString('en')],
    ...(finished > 0 ? [['there already', `${finished.toLocaleString('en')}, in this experiment`]] : []),
    ...donors.map(({ name, runs }) => ['there already', `${runs.toLocaleString('en')}, in "${name}"`]),
    ...(finished + adopted > 0 ? [['to compute', missing.runs.toLocaleString('en')]] : []),
    ['steps', missing.steps.toLocaleString('en')],
    ['time', `about ${formatDuration(missing.seconds)} with ${processes} engine processes`],
    ['memory', `about ${Math.ceil(whole.memory / 1e6)} MB a process`],
    ...(whole.runsSideBySide < 4
      ? [
          [
            'side by side',
            `${whole.runsSideBySide} of 4 runs: four networks of this size would take too much memory`,
          ],
        ]
      : []),
    ['disk', `about ${Math.ceil(whole.disk / 1e6)} MB`],
  ]);
}
