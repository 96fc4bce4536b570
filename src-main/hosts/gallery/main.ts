import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontMetrics } from '../../export/sheet/fonts';
import { drawSvg } from '../../export/sheet/svg';
import { printLine, say } from '../cli/output';
import { galleryFigures } from './gallery-figures';
import { galleryPage, type Picture } from './gallery-page';
import { gallerySheet } from './gallery-sheet';
import { GALLERY_STYLES } from './gallery-styles';

/* This file is out/main/gallery.cjs; the reference rows stay in the source tree. */
const ROOT = join(__dirname, '..', '..');
const REFERENCE = join(ROOT, 'test', 'reference');
const FOLDER = join(ROOT, 'out', 'gallery');

/** Draws every figure of the gallery in every style: a page, and beside it an SVG file for each. */
async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const figures = galleryFigures(REFERENCE);
  const metrics = fontMetrics();
  const pictures: Picture[] = [];
  for (const figure of figures) {
    say(`${figure.title} …`);
    for (const style of GALLERY_STYLES) {
      const { drawing, warnings } = gallerySheet(figure, style, metrics);
      const file = `${figure.id}-${style.id}.svg`;
      writeFileSync(join(FOLDER, file), await drawSvg(drawing, { recipe: null, fonts: true }));
      pictures.push({ figure, style, file, width: drawing.width, height: drawing.height, warnings });
    }
  }
  const page = join(FOLDER, 'index.html');
  writeFileSync(page, galleryPage(figures, pictures));
  printLine(`${page}: ${figures.length} figures, ${pictures.length} drawings.`);
}

void main();
