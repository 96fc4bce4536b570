import type { ExportOptions } from '@shared/contract/sheets';
import { LEAST_DPI, MOST_DPI } from '@shared/contract/api-schemas';
import { sheetSchema } from '@shared/contract/sheet-schemas';
import type { FigureFormat, Palette, PrintStyle, SheetRequest } from '@shared/drawing/sheet';
import { venueStyle, type VenueId } from '@shared/drawing/venues';
import { LIMITS } from '@shared/experiment/limits';
import type { Convention } from '@shared/figures/figure-data';
import type { Interval } from '@shared/figures/figure-request';
import type { ExportSubject } from '../../stores/exporting';
import { inUnit, type Unit } from './length-units';

/** Numbers as far as they are some: what else was typed stays as it is. */
type AsTyped<T> = { readonly [K in keyof T]: T[K] extends number ? unknown : T[K] };

/** What the export dialog has fields for. Lengths are in points, in whatever unit they are shown. */
export interface ExportDraft extends AsTyped<PrintStyle> {
  readonly venue: VenueId;
  readonly unit: Unit;
  readonly columns: unknown;
  /** Null: as each figure has it. */
  readonly interval: Interval | null;
  readonly convention: Convention | null;
  readonly formats: readonly FigureFormat[];
  /** Of PNG. */
  readonly dpi: unknown;
  /** Of the files; where nothing is typed, they are named after what they show. */
  readonly name: string;
}

/** What is kept from one export to the next. */
export type ExportHabits = Pick<ExportDraft, 'venue' | 'unit' | 'formats' | 'dpi'> & {
  readonly style: PrintStyle;
};

/** The venue whose sizes are anybody's. */
const FREE: VenueId = 'free';
/** What a venue decides; what is then changed by hand is free. */
const SIZES = ['width', 'height', 'font', 'fontSize', 'lineWidth'] as const;
const NUMBERS = ['width', 'height', 'fontSize', 'lineWidth'] as const;

export function firstHabits(palette: Palette): ExportHabits {
  const venue = 'neurips';
  return { venue, unit: 'mm', formats: ['pdf'], dpi: 300, style: { ...venueStyle(venue, 1, 1), palette } };
}

export function draftFor(
  { figures, columns, name, together }: ExportSubject,
  habits: ExportHabits,
): ExportDraft {
  const { style, ...others } = habits;
  const draft = {
    ...style,
    // What is compared is told apart by its titles.
    ...(together?.mode === 'multiples' ? { titles: true } : {}),
    ...others,
    columns,
    interval: shared(figures.flatMap((figure) => ('interval' in figure ? figure.interval : []))),
    convention: shared(figures.flatMap((figure) => ('convention' in figure ? figure.convention : []))),
    name: name ?? '',
  };
  return withHeight(draft, together?.mode === 'overlay' ? 1 : figures.length);
}

/** The draft after a change: sizes follow the venue, until one is changed by hand. */
export function changed(draft: ExportDraft, part: Partial<ExportDraft>, figureCount: number): ExportDraft {
  const next = { ...draft, ...part };
  if (part.venue !== undefined) {
    const style = venueStyle(part.venue, figureCount, columnsOf(next, figureCount));
    return {
      ...next,
      titles: style.titles,
      ...Object.fromEntries(SIZES.map((key) => [key, style[key]])),
    };
  }
  if (SIZES.some((key) => key in part)) return { ...next, venue: FREE };
  return 'columns' in part ? withHeight(next, figureCount) : next;
}

/** At a venue the height follows from how many figures stand on each other. */
function withHeight(draft: ExportDraft, figureCount: number): ExportDraft {
  if (draft.venue === FREE) return draft;
  return { ...draft, height: venueStyle(draft.venue, figureCount, columnsOf(draft, figureCount)).height };
}

function columnsOf({ columns }: ExportDraft, figureCount: number): number {
  return isCount(columns, figureCount) ? columns : 1;
}

/** The sheet that a draft describes; null where something is wrong with it. */
export function sheetOf(
  draft: ExportDraft,
  { figures, together }: Pick<ExportSubject, 'figures' | 'together'>,
): SheetRequest | null {
  const { columns, interval, convention } = draft;
  const style = styleOf(draft);
  if (style === null || !isCount(columns, figures.length)) return null;
  return {
    figures: figures.map((figure) => ({
      ...figure,
      ...('interval' in figure && interval !== null ? { interval } : {}),
      ...('convention' in figure && convention !== null ? { convention } : {}),
    })),
    columns,
    style,
    ...(together === undefined ? {} : { together }),
  };
}

function styleOf(draft: ExportDraft): PrintStyle | null {
  const { style } = sheetSchema.shape;
  const keys = Object.keys(style.shape) as (keyof PrintStyle)[];
  const parsed = style.safeParse(Object.fromEntries(keys.map((key) => [key, draft[key]])));
  return parsed.success ? parsed.data : null;
}

/** How it is exported; null where something is wrong with that. */
export function optionsOf(draft: ExportDraft): ExportOptions | null {
  const { formats, dpi } = draft;
  const name = draft.name.trim();
  if (formats.length === 0 || !isName(name) || !isDpi(dpi)) return null;
  return { formats, dpi, name: name === '' ? null : name };
}

export function habitsOf(draft: ExportDraft): ExportHabits | null {
  const { venue, unit, formats, dpi } = draft;
  const style = styleOf(draft);
  return style && { venue, unit, formats, dpi, style };
}

/** What is wrong, by field. */
export function problemsOf(
  draft: ExportDraft,
  figureCount: number,
): Partial<Record<keyof ExportDraft, string>> {
  const problems: Partial<Record<keyof ExportDraft, string>> = {};
  const { shape } = sheetSchema.shape.style;
  for (const key of NUMBERS) {
    const { minValue, maxValue } = shape[key];
    const shown = (limit: number | null): number =>
      key === 'width' || key === 'height' ? inUnit(limit!, draft.unit) : limit!;
    if (!shape[key].safeParse(draft[key]).success)
      problems[key] = `Must be ${shown(minValue)} to ${shown(maxValue)}.`;
  }
  if (!isCount(draft.columns, figureCount)) problems.columns = `Must be 1 to ${figureCount}.`;
  if (!isDpi(draft.dpi)) problems.dpi = `Must be ${LEAST_DPI} to ${MOST_DPI}.`;
  if (!isName(draft.name.trim())) problems.name = 'This is no name of a file.';
  if (draft.formats.length === 0) problems.formats = 'Choose at least one.';
  return problems;
}

/** What all figures that have a choice have chosen; null where they differ. */
function shared<T>(chosen: readonly T[]): T | null {
  return new Set(chosen).size === 1 ? chosen[0]! : null;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}

function isDpi(value: unknown): value is number {
  return typeof value === 'number' && value >= LEAST_DPI && value <= MOST_DPI;
}

function isName(name: string): boolean {
  return name.length <= LIMITS.nameLength && /^[^\p{C}]*$/u.test(name);
}
