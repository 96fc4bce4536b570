import type { InkTheme } from '@shared/drawing/colours/inks';

/** All that drawing needs to know of the window's looks. Colours are "#rrggbb". */
export interface ChartTheme extends InkTheme {
  readonly raised: string;
  readonly lineStrong: string;
  readonly accent: string;
  readonly unfinished: string;
  readonly font: string;
}
