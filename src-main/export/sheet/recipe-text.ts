import type { Recipe } from '@shared/drawing/recipe';

/** Names recipes in files of every form. */
export const RECIPE_KEY = 'sharpness-workbench-recipe';

export const SVG_ELEMENT = 'workbench:recipe';
const SVG_NAMESPACE = 'urn:sharpness-workbench:recipe';

/** JSON in ASCII alone, so that no file format's idea of text can change it. */
export function recipeToJson(recipe: Recipe): string {
  return JSON.stringify(recipe).replace(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function recipeToSvg(recipe: Recipe): string {
  const escaped = recipeToJson(recipe).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<${SVG_ELEMENT} xmlns:workbench="${SVG_NAMESPACE}">${escaped}</${SVG_ELEMENT}>`;
}

/** Ends an armoured recipe: no sign of base64, of a TeX comment or of white space. */
export const ARMOUR_END = '.';

/** For places that take a line of plain words: "sharpness-workbench-recipe:" base64 "." */
export function armourRecipe(recipe: Recipe): string {
  return `${RECIPE_KEY}:${Buffer.from(recipeToJson(recipe)).toString('base64')}${ARMOUR_END}`;
}
