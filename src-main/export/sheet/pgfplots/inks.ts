import { inkColour, wordColour, type InkTheme } from '@shared/drawing/colours/inks';
import type { Ink } from '@shared/figures/figure-data';

/** The colours of one file, by what they mean; each is defined once, so that it can be changed in one place. */
export class Inks {
  private readonly names = new Map<string, string>();
  private readonly used = new Map<string, string>();

  constructor(private readonly theme: InkTheme) {
    this.know('inkText', theme.text);
    this.know('inkLine', theme.line);
    this.know('inkSurface', theme.surface);
  }

  /** The name of an ink's colour. */
  of(ink: Ink): string {
    const name = nameOf(ink);
    const colour = inkColour(this.theme, ink);
    this.know(name, colour);
    // Names of lines are in a darker colour where words need it.
    this.know(`${name}Words`, wordColour(this.theme, colour));
    this.used.set(name, colour);
    return name;
  }

  /** The name of a colour of the drawing: that of an ink which has it, if there is one. */
  named(colour: string): string {
    const name = this.names.get(colour) ?? `ink${hex(colour)}`;
    this.used.set(name, colour);
    return name;
  }

  definitions(): string[] {
    return [...this.used].map(([name, colour]) => `\\definecolor{${name}}{HTML}{${hex(colour)}}%`);
  }

  private know(name: string, colour: string): void {
    if (!this.names.has(colour)) this.names.set(colour, name);
  }
}

export function hex(colour: string): string {
  return colour.slice(1).toUpperCase();
}

function nameOf(ink: Ink): string {
  switch (ink.kind) {
    case 'ordinal':
      return `ink${ink.index + 1}of${ink.count}`;
    case 'outcome':
      return `ink${ink.outcome[0]!.toUpperCase()}${ink.outcome.slice(1)}`;
    case 'initialisation':
      return 'inkInitialisation';
    case 'theory':
      return 'inkTheory';
  }
}
