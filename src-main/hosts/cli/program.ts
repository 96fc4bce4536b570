import { Command } from 'commander';
import { PROGRAM_VERSION } from '../version';
import { adviceCommand } from './commands/advice';
import { annotateCommand } from './commands/annotate';
import { backupCommand } from './commands/backup';
import { purgeCommand, restoreCommand, trashCommand } from './commands/bin';
import { boundsCommand } from './commands/bounds';
import { bundleCommand } from './commands/bundle';
import { checkCommand } from './commands/check';
import { claimsCommand } from './commands/claims';
import { citeCommand } from './commands/cite';
import { compactCommand } from './commands/compact';
import { compareCommand } from './commands/compare';
import { criticalRateCommand } from './commands/critical-rate';
import { extendCommand } from './commands/extend';
import { figureCommand } from './commands/figure';
import { recipeCommand } from './commands/recipe';
import { reproduceCommand } from './commands/reproduce';
import { residualProductsCommand } from './commands/residual-products';
import { dataCommand } from './commands/data';
import { digestCommand } from './commands/digest';
import { exportCommand } from './commands/export';
import { flowCommand } from './commands/flow';
import { listCommand } from './commands/list';
import { minimisersCommand } from './commands/minimisers';
import { multivariateCommand } from './commands/multivariate';
import { moveDataCommand } from './commands/move-data';
import { presetsCommand } from './commands/presets';
import { regressionCommand } from './commands/regression';
import { restoreBackupCommand } from './commands/restore-backup';
import { runCommand } from './commands/run';
import { searchCommand } from './commands/search';
import { showCommand } from './commands/show';
import { specCommand } from './commands/spec';
import { spectrumCommand } from './commands/spectrum';
import { tableCommand } from './commands/table';
import { verdictsCommand } from './commands/verdicts';
import { verifyCommand } from './commands/verify';

const REFERENCES = `
<experiment> is an id, a name, or a preset's name for its latest full experiment in the data folder.
Standard output carries the result alone; progress and warnings go to standard error.
Exit codes: 0 done, 1 failed, 2 bad arguments, 130 interrupted (finished runs are kept).`;

export function buildProgram(): Command {
  const program = new Command('lab')
    .description('Sharpness Workbench: experiments on the optimisation dynamics of deep linear networks')
    .version(PROGRAM_VERSION)
    .addHelpText('after', REFERENCES)
    .showHelpAfterError('(--help says what is allowed)');
  const commands = [
    presetsCommand(),
    specCommand(),
    runCommand(),
    extendCommand(),
    listCommand(),
    showCommand(),
    tableCommand(),
    boundsCommand(),
    dataCommand(),
    spectrumCommand(),
    flowCommand(),
    verdictsCommand(),
    criticalRateCommand(),
    minimisersCommand(),
    adviceCommand(),
    residualProductsCommand(),
    multivariateCommand(),
    compareCommand(),
    figureCommand(),
    recipeCommand(),
    reproduceCommand(),
    claimsCommand(),
    regressionCommand(),
    citeCommand(),
    exportCommand(),
    bundleCommand(),
    digestCommand(),
    annotateCommand(),
    searchCommand(),
    trashCommand(),
    restoreCommand(),
    purgeCommand(),
    checkCommand(),
    verifyCommand(),
    backupCommand(),
    restoreBackupCommand(),
    compactCommand(),
    moveDataCommand(),
  ];
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  // Errors are thrown up to main, which alone ends the process.
  for (const command of [program, ...commands, ...commands.flatMap((each) => each.commands)])
    command.exitOverride();
  return program;
}
