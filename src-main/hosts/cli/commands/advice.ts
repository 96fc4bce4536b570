import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { AdviceAnswer } from '@shared/contract/advice-study';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { openSpec } from '../../../core/open-spec';
import { smallScaleAdvice } from '../../../core/small-scale-advice';
import { tableReader } from '../../node/read-table';
import { userPath } from '../../node/user-path';
import { processCount, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { followStudy } from '../follow-study';
import { printFacts, printJson, printLine, printTable } from '../output';
import { openReference } from '../read-spec';

export function adviceCommand(): Command {
  const command = new Command('advice')
    .description('what would make an experiment satisfy (A1) and (A2), and what that costs')
    .argument('<preset|spec.json|experiment>')
    .option('--processes <n>', 'engine processes that times are for', processCount, availableParallelism());
  return withJson(withDataFolder(command)).action(
    (reference: string, options: FolderOptions & JsonOption & { readonly processes: number }) => {
      const answer = reading(options.dataDir, (archive) => {
        const opened = openReference(reference, archive);
        const open = (spec: unknown): typeof opened =>
          openSpec(spec, { archive, readTable: tableReader(userPath('.')) });
        return followStudy(smallScaleAdvice(opened, open, options.processes));
      });
      if (options.json) printJson(answer);
      else printAdvice(answer);
    },
  );
}

const AFFORDABLE = { yes: 'yes', tooLong: 'too long', tooManySteps: 'too many steps' } as const;

function printAdvice({ asDesigned, satisfied, obstacles, rows, mended }: AdviceAnswer): void {
  printFacts([
    ['(A1) and (A2)', satisfied ? 'hold' : 'do not hold'],
    ...asDesigned.map(({ id, holds, measured, bound }) => [
      id,
      `${holds === true ? 'holds' : 'fails'}: ${formatNumber(measured)}, bound ${formatNumber(bound)}`,
    ]),
    ...obstacles.map(({ said, mend }) => ['to mend', `${said}${mend === null ? '' : ` Mend: ${mend}.`}`]),
  ]);
  if (rows.length > 0) {
    printLine('');
    printTable(
      ['depth', 'largest scale', 'escape time', 'rate', 'steps', 'seconds a run', 'affordable'],
      rows.map((row) => [
        String(row.depth),
        formatSetting(row.largestScale),
        formatNumber(row.escapeTime, 2),
        formatSetting(row.learningRate),
        formatNumber(row.steps, 2),
        formatNumber(row.secondsPerRun, 2),
        AFFORDABLE[row.affordable],
      ]),
    );
    printLine('');
    printLine(
      'Largest scale: of a Gaussian start with one zero layer, for every repetition. Escape time: until gradient',
    );
    printLine(
      'flow leaves the saddle, estimated. Where gradient descent is not affordable, lab flow follows the flow in arc',
    );
    printLine('length, which takes a few hundred steps however long the escape.');
  }
  if (mended) {
    printLine('');
    printLine(
      `Made to satisfy both: depths ${mended.depths.join(', ')}, scale ${formatSetting(mended.scale)}, learning rate ${formatSetting(mended.learningRate)}, ${mended.steps} steps: ${mended.runs} runs, about ${formatNumber(mended.seconds, 2)} s. --json prints the spec.`,
    );
  }
}
