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
    .configureHelp({ subcommandTerm: termOf })
    .addHelpText('after', REFERENCES)
    .showHelpAfterError('(--help says what is allowed)');
  for (const [heading, commands] of Object.entries(commandGroups())) {
    program.commandsGroup(heading);
    for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  }
  program.commandsGroup('Help:').helpCommand(true);
  // Errors are thrown up to main, which alone ends the process.
  for (const command of withSubcommands(program)) command.exitOverride();
  return program;
}

/** By what a person wants to do, in the order in which it comes up. */
function commandGroups(): Record<string, Command[]> {
  return {
    'Run experiments:': [presetsCommand(), specCommand(), runCommand(), extendCommand(), verifyCommand()],
    'Look at what was measured:': [tableCommand(), showCommand(), dataCommand(), digestCommand()],
    'Hold it against theory:': [
      boundsCommand(),
      verdictsCommand(),
      flowCommand(),
      spectrumCommand(),
      minimisersCommand(),
      criticalRateCommand(),
      adviceCommand(),
      residualProductsCommand(),
      multivariateCommand(),
    ],
    'Compare, draw and share:': [
      compareCommand(),
      figureCommand(),
      recipeCommand(),
      exportCommand(),
      bundleCommand(),
      citeCommand(),
    ],
    'Reproduce the paper:': [reproduceCommand(), claimsCommand(), regressionCommand()],
    'Find and keep experiments:': [
      listCommand(),
      searchCommand(),
      annotateCommand(),
      trashCommand(),
      restoreCommand(),
      purgeCommand(),
    ],
    'Look after the data folder:': [
      checkCommand(),
      backupCommand(),
      restoreBackupCommand(),
      compactCommand(),
      moveDataCommand(),
    ],
  };
}

/** Name and arguments: that there are options goes without saying, and leaves room for what it does. */
function termOf(command: Command): string {
  const names = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...names].join(' ');
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
