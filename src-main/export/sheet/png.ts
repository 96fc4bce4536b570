import CanvasKitInit from 'canvaskit-wasm';
import { WorkbenchError } from '@shared/contract/errors';
import type { Drawing } from '@shared/drawing/drawing';
import type { Recipe } from '@shared/drawing/recipe';
import { withFree } from './owned';
import { Picture } from './picture';
import { internationalText, physicalDots, withChunks } from './png-chunks';
import { RECIPE_KEY, recipeToJson } from './recipe-text';

const LONGEST_SIDE = 20_000;
/** Four bytes each, and a copy while they are encoded. */
const MOST_DOTS = 100_000_000;
const POINTS_PER_INCH = 72;

/**
 * A drawing as a picture of so many dots an inch, transparent where the drawing has no background. Drawn by the same
 * WebAssembly everywhere, in software, so the same drawing gives the same bytes.
 */
export async function drawPng(drawing: Drawing, dpi: number, recipe: Recipe | null): Promise<Uint8Array> {
  const scale = dpi / POINTS_PER_INCH;
  const width = Math.max(1, Math.round(drawing.width * scale));
  const height = Math.max(1, Math.round(drawing.height * scale));
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_DOTS)
    throw tooLarge(drawing, dpi);

  // One a picture: its memory, which can only grow, is then given back with it.
  const kit = await CanvasKitInit();
  const bytes = withFree((own) => {
    const surface = kit.MakeSurface(width, height);
    if (surface === null) throw tooLarge(drawing, dpi);
    own(surface);
    const canvas = surface.getCanvas();
    canvas.clear(drawing.background === null ? kit.TRANSPARENT : kit.parseColorString(drawing.background));
    canvas.scale(scale, scale);
    const picture = new Picture(kit, canvas, own);
    for (const mark of drawing.marks) picture.draw(mark);
    surface.flush();
    return own(surface.makeImageSnapshot()).encodeToBytes(kit.ImageFormat.PNG, 100);
  });
  if (bytes === null) throw tooLarge(drawing, dpi);
  return withChunks(bytes, [
    physicalDots(dpi),
    ...(recipe === null ? [] : [internationalText(RECIPE_KEY, recipeToJson(recipe))]),
  ]);
}

function tooLarge({ width, height }: Drawing, dpi: number): WorkbenchError {
  const inches = Math.max(width, height) / POINTS_PER_INCH;
  const area = (width * height) / (POINTS_PER_INCH * POINTS_PER_INCH);
  const most = Math.floor(Math.min(LONGEST_SIDE / inches, Math.sqrt(MOST_DOTS / area)));
  return new WorkbenchError(
    'bad-arguments',
    `A PNG of this size with ${dpi} dots an inch would be too large.`,
    `Choose at most ${most} dots an inch, or PDF, which has none.`,
  );
}
