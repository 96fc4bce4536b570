import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = z.number().int();
const schema = z.object({ x: whole, y: whole, width: whole, height: whole, maximised: z.boolean() });

/** Where the window was when it was last seen. */
export type WindowState = Readonly<z.infer<typeof schema>>;

export const SMALLEST = { width: 900, height: 600 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** So much of the title bar must lie on a screen for the window to be caught with a mouse. */
const GRIP = { width: 120, height: 24 } as const;

/** Where to put the window: where it was, if that can still be seen, else in the middle of the first screen. */
export function placeWindow(
  saved: WindowState | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle & { readonly maximised: boolean } {
  const home = saved === null ? undefined : workAreas.find((area) => canBeCaught(saved, area));
  if (saved !== null && home !== undefined)
    return { ...sized(saved, home), x: saved.x, y: saved.y, maximised: saved.maximised };
  const [first] = workAreas;
  const { width, height } = sized(saved ?? USUAL, first);
  return {
    x: first.x + Math.floor((first.width - width) / 2),
    y: first.y + Math.floor((first.height - height) / 2),
    width,
    height,
    maximised: saved?.maximised ?? false,
  };
}

/** How far below and to the right of the one before it a new window lies: its title bar shows. */
const CASCADE = 32;

/** Where a window goes that is opened from another. */
export function besides({ x, y, width, height }: Rectangle): WindowState {
  return { x: x + CASCADE, y: y + CASCADE, width, height, maximised: false };
}

function canBeCaught({ x, y, width }: WindowState, area: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return visible >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

function sized(
  wanted: { width: number; height: number },
  area: Rectangle,
): { width: number; height: number } {
  const within = (size: 'width' | 'height'): number =>
    Math.min(Math.max(wanted[size], SMALLEST[size]), Math.max(area[size], SMALLEST[size]));
  return { width: within('width'), height: within('height') };
}

/** What was kept; null where there is nothing, or nothing that makes sense. */
export function readWindowState(path: string): WindowState | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

export function keepWindowState(path: string, state: WindowState): void {
  const draft = `${path}.new`;
  writeFileSync(draft, `${JSON.stringify(state)}\n`);
  renameSync(draft, path);
}
