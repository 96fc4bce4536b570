import { BACKGROUNDS, FONTS, LEGENDS, PALETTES, type FigureFormat } from '@shared/drawing/sheet';
import type { Convention } from '@shared/figures/figure-data';
import type { Interval } from '@shared/figures/figure-request';
import type { Option } from '../../components/fields/option';
import { CONVENTION_OPTIONS } from '../results/conventions';
import { UNITS } from './length-units';

/** The choices of the export dialog, in words. */

/** 'each': as each figure has it. */
export type Choice<T extends string> = T | 'each';

function options<T extends string>(values: readonly T[], titles: Record<T, string>): Option<T>[] {
  return values.map((value) => ({ value, title: titles[value] }));
}

export const UNIT_OPTIONS = options(UNITS, { mm: 'mm', pt: 'pt', in: 'in' });
export const FONT_OPTIONS = options(FONTS, {
  computerModern: 'Computer Modern',
  times: 'Times',
  sans: 'Sans serif',
});
export const LEGEND_OPTIONS = options(LEGENDS, {
  lineEnds: 'At line ends',
  inside: 'Inside',
  below: 'Below',
  none: 'None',
});
export const BACKGROUND_OPTIONS = options(BACKGROUNDS, {
  white: 'White',
  dark: 'Dark',
  transparent: 'Transparent',
});
export const PALETTE_OPTIONS = options(PALETTES, {
  colourBlindSafe: 'Colour-blind safe',
  paper: 'As in the paper',
});
const EACH = { value: 'each', title: 'As each figure has it' } as const;
export const CONVENTION_CHOICES: readonly Option<Choice<Convention>>[] = [...CONVENTION_OPTIONS, EACH];
export const INTERVAL_CHOICES: readonly Option<Choice<Interval>>[] = [
  { value: 'normal', title: 'Normal', about: 'mean ± 1.96 standard errors' },
  { value: 'bootstrap', title: 'Bootstrap', about: 'percentiles of means of runs drawn again' },
  EACH,
];

export const FORMAT_TITLES: Record<FigureFormat, { readonly title: string; readonly about: string }> = {
  pdf: { title: 'PDF', about: 'for LaTeX and print' },
  svg: { title: 'SVG', about: 'for pages and drawing programs' },
  png: { title: 'PNG', about: 'for slides' },
  pgfplots: { title: 'pgfplots', about: 'LaTeX source' },
  csv: { title: 'CSV', about: 'what is drawn, as numbers' },
  json: { title: 'JSON', about: 'figures and recipe as data' },
};
