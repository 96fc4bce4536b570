import { Command } from 'commander';
import { readFileSync, statSync } from 'node:fs';
import { WorkbenchError } from '@shared/contract/errors';
import { LARGEST_RECIPE_FILE } from '@shared/contract/api-schemas';
import { sheetPrinter } from '../../../export/sheet/sheet-printer';
import { userPath } from '../../node/user-path';
import { withJson, type JsonOption } from '../arguments';
import { printFacts, printJson, printLine, say } from '../output';

const HELP = `
"lab recipe figure.pdf --spec > spec.json" and "lab run spec.json" compute the experiment again; its runs have the
digest that the recipe names.`;

interface RecipeOptions extends JsonOption {
  readonly spec?: true;
}

export function recipeCommand(): Command {
  const command = new Command('recipe')
    .description('what an exported figure was drawn from')
    .argument('<file>', 'a PDF, SVG, PNG, TeX or JSON file that was exported here or elsewhere')
    .option('--spec', 'print the spec of its experiment as JSON')
    .addHelpText('after', HELP);
  return withJson(command).action((file: string, options: RecipeOptions) => {
    const recipe = sheetPrinter().readRecipe(readFigure(userPath(file)));
    if (options.json) {
      printJson(recipe);
      return;
    }
    if (options.spec) {
      const [first, ...others] = recipe.experiments;
      if (others.length > 0) say(`The first of ${recipe.experiments.length} experiments; --json has all.`);
      printJson(first!.spec);
      return;
    }
    printFacts([
      ['drawn by', `Sharpness Workbench ${recipe.program}`],
      ['figures', recipe.sheet.figures.map(({ kind }) => kind).join(', ')],
      ...recipe.experiments.flatMap(({ id, name, digest, data }) => [
        ['experiment', `${name} (${id})`],
        ['digest', digest ?? 'runs were missing when it was drawn'],
        ...(data === undefined ? [] : [['data digest', data]]),
      ]),
    ]);
    printLine('');
    printLine('Its specs: lab recipe FILE --json');
  });
}

function readFigure(path: string): Uint8Array {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_RECIPE_FILE)
      throw new Error(`it has ${size} bytes; at most ${LARGEST_RECIPE_FILE} are read`);
    return readFileSync(path);
  } catch (error) {
    throw new WorkbenchError('bad-arguments', `${path} cannot be read: ${(error as Error).message}.`);
  }
}
