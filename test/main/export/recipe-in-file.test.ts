import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '@shared/contract/errors';
import { FIGURE_FORMATS } from '@shared/drawing/sheet';
import { recipeInFile } from '../../../src-main/export/sheet/recipe-in-file';
import { exportSheet } from '../../../src-main/export/sheet/sheet-files';
import { recipeToJson } from '../../../src-main/export/sheet/recipe-text';
import { FIGURES } from './sample-figures';
import { sampleRecipe, sampleSheet, STYLE } from './samples';

const CARRIERS = FIGURE_FORMATS.filter((format) => format !== 'csv');

async function exported(
  format: (typeof FIGURE_FORMATS)[number],
  recipe = sampleRecipe(),
): Promise<Uint8Array> {
  const files = await exportSheet({
    ...sampleSheet(),
    figures: FIGURES,
    style: STYLE,
    recipe,
    formats: [format],
    dpi: 36,
    name: 'figure',
  });
  return files[0]!.bytes;
}

/** Reads, or refuses in good order; anything else is a bug. */
function attempt(bytes: Uint8Array): 'read' | 'refused' {
  try {
    recipeInFile(bytes);
    return 'read';
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error.code !== 'bad-arguments') throw error;
    expect(error.message.length).toBeLessThan(400);
    return 'refused';
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(CARRIERS)('the recipe in a file: %s', (format) => {
  it('is read back as it was', async () => {
    const recipe = sampleRecipe();
    expect(recipeInFile(await exported(format, recipe))).toEqual(recipe);
  });

  it('is refused where the file was cut, if the cut took some of it', async () => {
    const whole = await exported(format);
    const outcomes = new Set<string>();
    for (let part = 0; part < 40; part += 1)
      outcomes.add(attempt(whole.subarray(0, Math.floor((whole.length * part) / 40))));
    expect(outcomes).toContain('refused');
  });

  it('is refused or read where bytes were changed', async () => {
    const whole = await exported(format);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 200 }), (at, noise) => {
        const changed = new Uint8Array(whole);
        changed.set(noise.subarray(0, whole.length - at), at);
        attempt(changed);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a file without a recipe', () => {
  it('is refused, whatever its bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => attempt(bytes) === 'refused'));
    fc.assert(fc.property(fc.json(), (text) => attempt(utf8(text)) === 'refused'));
  });

  it.each([
    ['nothing', ''],
    ['a PNG that ends in its header', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['an armour without an end', 'sharpness-workbench-recipe:abcd'],
    ['base64 that is no JSON', 'sharpness-workbench-recipe:AAAA.'],
    ['an SVG that stops in its recipe', '<svg><metadata><workbench:recipe>{"version":1'],
    ['JSON of another kind', '{"recipe":{"version":1}}'],
    ['a list', '{"recipe":[]}'],
  ])('%s', (_, text) => {
    expect(attempt(Buffer.from(text, 'latin1'))).toBe('refused');
  });

  it('is told from one of a newer version', () => {
    const newer = recipeToJson(sampleRecipe()).replace('"version":1', '"version":2');
    expect(() => recipeInFile(utf8(`{"recipe":${newer}}`))).toThrow(/newer version/);
  });

  it('costs little, however large and deep it is', () => {
    const million = 1_000_000;
    const hostile = [
      `{"recipe":${'{"a":'.repeat(million)}`,
      `{"recipe":{"a":${'['.repeat(5 * million)}`,
      `{"recipe":{"a":"${'\\"'.repeat(5 * million)}`,
      `<workbench:recipe>${'&lt;'.repeat(5 * million)}</workbench:recipe>`,
      `<workbench:recipe>${'&'.repeat(5 * million)}</workbench:recipe>`,
      `sharpness-workbench-recipe:${'A'.repeat(20 * million)}.`,
      'sharpness-workbench-recipe:'.repeat(million / 4),
      '<workbench:recipe'.repeat(million / 4),
    ];
    const start = performance.now();
    for (const text of hostile) expect(attempt(utf8(text))).toBe('refused');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

it('a recipe that stands alone is read, as "lab recipe --json" prints it', () => {
  const recipe = sampleRecipe();
  expect(recipeInFile(utf8(`\ufeff\n${JSON.stringify(recipe, null, 2)}\n`))).toEqual(recipe);
});
