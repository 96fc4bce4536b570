import { InvalidArgumentError, Option, type Command } from 'commander';
import { BACKGROUNDS, FONTS, LEGENDS, PALETTES, type PrintStyle } from '@shared/drawing/sheet';
import { VENUES, venueStyle, type VenueId } from '@shared/drawing/venues';
import { number } from './arguments';

/** How a sheet is to look, as options. */
export interface StyleOptions {
  readonly venue: VenueId;
  readonly width?: number;
  readonly height?: number;
  readonly font?: PrintStyle['font'];
  readonly fontSize?: number;
  readonly lineWidth?: number;
  readonly legend?: PrintStyle['legend'];
  readonly background?: PrintStyle['background'];
  readonly palette?: PrintStyle['palette'];
  readonly letters: boolean;
  readonly titles?: true;
  readonly caption?: true;
}

export function withStyle(command: Command): Command {
  return command
    .addOption(
      new Option('--venue <venue>', 'sizes and fonts of a venue; the options below change them')
        .choices(VENUES.map(({ id }) => id))
        .default('neurips'),
    )
    .option('--width <length>', 'of the sheet, such as 5.5in, 140mm or 396pt', length)
    .option('--height <length>', 'of the figures, without a caption', length)
    .addOption(new Option('--font <font>').choices(FONTS))
    .option('--font-size <pt>', 'of words, in points', number)
    .option('--line-width <pt>', 'of lines of data, in points', number)
    .addOption(new Option('--legend <place>', 'where lines are named').choices(LEGENDS))
    .addOption(new Option('--background <background>').choices(BACKGROUNDS))
    .addOption(new Option('--palette <palette>').choices(PALETTES))
    .option('--no-letters', 'without (a), (b), …')
    .option('--titles', 'with a title above each figure')
    .option('--caption', 'with what is shown below the figures');
}

/** The style for so many figures in so many columns. */
export function styleOf(options: StyleOptions, figures: number, columns: number): PrintStyle {
  const base = venueStyle(options.venue, figures, columns);
  return {
    width: options.width ?? base.width,
    height: options.height ?? base.height,
    font: options.font ?? base.font,
    fontSize: options.fontSize ?? base.fontSize,
    lineWidth: options.lineWidth ?? base.lineWidth,
    legend: options.legend ?? base.legend,
    background: options.background ?? base.background,
    palette: options.palette ?? base.palette,
    letters: options.letters && base.letters,
    titles: options.titles ?? base.titles,
    caption: options.caption ?? base.caption,
  };
}

/** Points (1/72 inch) of each unit. */
const UNITS = { pt: 1, in: 72, mm: 72 / 25.4, cm: 72 / 2.54 } as const;

function length(text: string): number {
  const parts = /^([\d.]+)(pt|in|mm|cm)$/.exec(text.trim());
  const value = Number(parts?.[1]);
  if (parts === null || !(value > 0)) {
    throw new InvalidArgumentError('It must be a length such as 5.5in, 140mm or 396pt.');
  }
  return value * UNITS[parts[2] as keyof typeof UNITS];
}
