import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { gallerySheet } from '../../src-main/hosts/gallery/gallery-sheet';
import { GALLERY_STYLES } from '../../src-main/hosts/gallery/gallery-styles';
import { figureLines } from './figure-lines';
import { GALLERY, METRICS } from './gallery';
import { markLines } from './mark-lines';

const FOLDER = resolve(import.meta.dirname, 'snapshots');

/*
 * Each figure's data, and its drawing in the first style; of the figure that has most on it the drawing in each. Where
 * a change is meant, `npx vitest run test/gallery -u` writes them anew, and the difference is to be read.
 */
const IN_EVERY_STYLE = 'figure-1';

const drawings = GALLERY.flatMap((figure) =>
  GALLERY_STYLES.filter((_, i) => i === 0 || figure.id === IN_EVERY_STYLE).map(
    (style) => [`${figure.id}-${style.id}.drawing.txt`, figure, style] as const,
  ),
);
const data = GALLERY.map((figure) => [`${figure.id}.data.txt`, figure] as const);

it.each(data)('%s', async (file, { figures }) => {
  const text = figures.flatMap(figureLines).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(resolve(FOLDER, file));
});

it.each(drawings)('%s', async (file, figure, style) => {
  const { drawing, warnings } = gallerySheet(figure, style, METRICS);
  const text = [...warnings.map((warning) => `warning ${warning}`), ...markLines(drawing)].join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot(resolve(FOLDER, file));
});

it('has no snapshot of what is no longer in the gallery', () => {
  const files: string[] = [...data, ...drawings].map(([file]) => file);
  expect(readdirSync(FOLDER).filter((file) => !files.includes(file))).toEqual([]);
});
