import { WorkbenchError } from '@shared/contract/errors';
import type { UncheckedRecipe } from '@shared/drawing/recipe';
import { findText, PNG_SIGNATURE } from './png-chunks';
import { recipeSchema } from './recipe-schema';
import { ARMOUR_END, RECIPE_KEY, SVG_ELEMENT } from './recipe-text';
import { unescapeXml } from './xml';

/** Beyond any recipe that this program writes. */
const LONGEST_RECIPE = 16 * 1024 * 1024;
/** Deeper than any spec; what nests deeper was made to hurt. */
const DEEPEST = 64;
/** The file's own words may be among them. */
const LONGEST_REASON = 200;

/**
 * The recipe that a figure carries: PDF, SVG, PNG, TeX or JSON, told apart by what is in them. Specs in it are not
 * checked yet.
 *
 * @throws WorkbenchError where there is none, or none that can be read.
 */
export function recipeInFile(file: Uint8Array): UncheckedRecipe {
  const text = recipeText(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  if (text === null) {
    throw refuse(
      'This file carries no recipe.',
      'Choose a PDF, SVG, PNG, TeX or JSON file as this program exported it; other programs often drop the recipe.',
    );
  }
  const found = parse(text);
  if (
    typeof found === 'object' &&
    found !== null &&
    'version' in found &&
    typeof found.version === 'number'
  ) {
    if (found.version > 1)
      throw refuse(
        'The recipe in this file is of a newer version of this program.',
        'Open it with that version.',
      );
  }
  const checked = recipeSchema.safeParse(found);
  if (checked.success) return checked.data;
  const { path, message } = checked.error.issues[0]!;
  const what = `${path.join('.') || 'recipe'}: ${message}`.slice(0, LONGEST_REASON);
  throw refuse(`The recipe in this file is damaged: ${what}.`);
}

function recipeText(file: Buffer): string | null {
  if (file.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    const text = findText(file, RECIPE_KEY);
    return text && bounded(text, 0, text.length);
  }
  // Signs of white space and a byte order mark may stand ahead.
  const start = /[^\s\ufeff]/.exec(file.toString('utf8', 0, 64))?.[0];
  if (start === '{') return jsonMember(file);
  return svgElement(file) ?? armoured(file);
}

function bounded(file: Buffer, from: number, to: number): string {
  if (to - from > LONGEST_RECIPE) throw refuse('The recipe in this file is too long to be one.');
  return file.toString('utf8', from, to);
}

function svgElement(file: Buffer): string | null {
  const opening = file.indexOf(`<${SVG_ELEMENT}`);
  const from = opening < 0 ? -1 : file.indexOf('>', opening) + 1;
  const to = from <= 0 ? -1 : file.indexOf(`</${SVG_ELEMENT}>`, from);
  return to < 0 ? null : unescapeXml(bounded(file, from, to));
}

/** In a PDF's information or in comments of TeX, where lines may be broken and begin with "%". */
function armoured(file: Buffer): string | null {
  const key = file.indexOf(`${RECIPE_KEY}:`);
  const from = key + RECIPE_KEY.length + 1;
  const to = key < 0 ? -1 : file.indexOf(ARMOUR_END, from);
  return to < 0
    ? null
    : Buffer.from(bounded(file, from, to).replace(/[%\s]+/g, ''), 'base64').toString('utf8');
}

/** The member "recipe", cut out, for the figures beside it may be large; or a recipe that stands alone. */
function jsonMember(file: Buffer): string | null {
  const key = file.indexOf('"recipe"');
  const from = file.indexOf('{', Math.max(0, key));
  const text = file.toString('utf8', from, Math.min(file.length, from + LONGEST_RECIPE));
  return key < 0 && !text.includes(RECIPE_KEY) ? null : (objectAt(text) ?? '');
}

/** Parses one object, once it is known to be whole and not too deep for the parser. */
function parse(text: string): unknown {
  const whole = objectAt(text.trim());
  try {
    if (whole !== null) return JSON.parse(whole) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse('The recipe in this file is damaged: it cannot be read.');
}

/** The JSON object that a text begins with; null where its braces do not match. One pass, whatever is in it. */
function objectAt(text: string): string | null {
  if (!text.startsWith('{')) return null;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
      continue;
    }
    if (sign === '"') quoted = true;
    if (sign === '{' || sign === '[') depth += 1;
    if (sign === '}' || sign === ']') depth -= 1;
    if (depth > DEEPEST) return null;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return null;
}

function refuse(message: string, remedy: string | null = null): WorkbenchError {
  return new WorkbenchError('bad-arguments', message, remedy);
}
