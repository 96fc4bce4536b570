import { Command } from 'commander';
import { PRESETS } from '@shared/catalogue';
import { plan } from '@shared/experiment/plan';
import { withDataFolder, withJson, type JsonOption } from '../arguments';
import { printJson, printTable } from '../output';

export function presetsCommand(): Command {
  const command = new Command('presets').description('list the ready-made experiments');
  return withJson(withDataFolder(command)).action(({ json }: JsonOption) => {
    const rows = PRESETS.map(({ name, aliases, title, spec }) => {
      const { cells, runCount, stepCount } = plan(spec);
      return { name, aliases, title, cells: cells.length, runs: runCount, steps: stepCount };
    });
    if (json) {
      printJson(rows);
      return;
    }
    printTable(
      ['name', 'what', 'cells', 'runs', 'steps'],
      rows.map(({ name, aliases, title, cells, runs, steps }) => [
        [name, ...aliases].join(', '),
        title,
        String(cells),
        String(runs),
        steps.toLocaleString('en'),
      ]),
      2,
    );
  });
}
