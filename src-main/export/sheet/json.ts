import type { Recipe } from '@shared/drawing/recipe';
import type { AnyFigure } from '@shared/figures/figure-request';
import { recipeToJson } from './recipe-text';

/** The figures as the program has them. The recipe stands first, where it is found without reading all of them. */
export function drawJson(figures: readonly AnyFigure[], recipe: Recipe): string {
  const drawn = figures.map((figure) => JSON.stringify(figure)).join(',\n');
  return `{"recipe":${recipeToJson(recipe)},\n"figures":[\n${drawn}\n]}\n`;
}
