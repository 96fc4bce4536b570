import { describe, expect, it } from 'vitest';
import { inkColour } from '@shared/drawing/colours/inks';
import { printTheme } from '@shared/drawing/colours/print-theme';
import { layOutSheet, type Sheet } from '@shared/drawing/lay-out-sheet';
import { FONTS, LEGENDS, type PrintStyle } from '@shared/drawing/sheet';
import { venueStyle } from '@shared/drawing/venues';
import type { AnyFigure } from '@shared/figures/figure-request';
import {
  DEPTHS,
  DISTANCE,
  DISTANCE_DATA,
  DIVERGENCE,
  DIVERGENCE_DATA,
  EVERY,
  HEATMAP,
  HEATMAP_MEANS,
  SHARPNESS,
  SHARPNESS_ALL,
  TRACE,
} from './figures';
import { evenMetrics, realMetrics } from './font-metrics';
import { beyond, flat, groupNamed, groups, overlaps, paths, texts } from './seen';

const NEURIPS = venueStyle('neurips', 4, 2);

function sheet(figures: readonly AnyFigure[], columns: number, change: Partial<PrintStyle> = {}): Sheet {
  return layOutSheet(figures, { columns, style: { ...NEURIPS, ...change } }, null, realMetrics);
}

const GRID = [DISTANCE, SHARPNESS, TRACE, HEATMAP];

describe('a sheet', () => {
  it.each(
    Object.entries(EVERY).flatMap(([name, figure]) =>
      LEGENDS.map((legend) => [name, legend, figure] as const),
    ),
  )('has all of %s with its legend %s on it, at 2.7 × 2 inches, words apart', (_, legend, figure) => {
    for (const titles of [true, false]) {
      const { drawing, warnings } = sheet([figure], 1, { width: 194.4, height: 144, legend, titles });
      expect(beyond(drawing)).toBeLessThanOrEqual(0);
      expect(overlaps(drawing.marks)).toEqual([]);
      expect(warnings).toEqual([]);
    }
  });

  it.each(FONTS.flatMap((font) => LEGENDS.map((legend) => [font, legend] as const)))(
    'has a 2 × 2 grid in %s with legends %s on it, words apart',
    (font, legend) => {
      const { drawing, warnings } = sheet(GRID, 2, { height: 317, font, legend, titles: true });
      expect(beyond(drawing)).toBeLessThanOrEqual(0);
      expect(overlaps(drawing.marks)).toEqual([]);
      expect(warnings).toEqual([]);
    },
  );

  it('has three figures side by side, words apart', () => {
    const { drawing } = sheet([SHARPNESS, HEATMAP, DIVERGENCE], 3, { height: 120 });
    expect(beyond(drawing)).toBeLessThanOrEqual(0);
    expect(overlaps(drawing.marks)).toEqual([]);
  });

  it('holds with other fonts’ widths too, on slides and in the dark', () => {
    const style = { ...venueStyle('slides', 2, 2), background: 'dark' } as const;
    const { drawing } = layOutSheet([DISTANCE, SHARPNESS_ALL], { columns: 2, style }, null, evenMetrics());
    expect(beyond(drawing)).toBeLessThanOrEqual(0);
    expect(overlaps(drawing.marks)).toEqual([]);
    expect(drawing.background).toBe('#1a1d21');
  });

  it('is the same every time, in numbers of at most three decimals', () => {
    const once = JSON.stringify(sheet(GRID, 2));
    expect(JSON.stringify(sheet(GRID, 2))).toBe(once);
    const numbers: number[] = [];
    JSON.parse(once, (_, value: unknown) => (typeof value === 'number' ? numbers.push(value) : value));
    expect(numbers.length).toBeGreaterThan(1000);
    for (const number of numbers) expect(Number(number.toFixed(3))).toBe(number);
  });

  it('says in words what it shows', () => {
    const { drawing } = sheet([SHARPNESS, HEATMAP], 2);
    expect(drawing.title).toBe('Sharpness after training; Share of runs that diverged, as the authors count');
    expect(drawing.description).toContain('95 % normal interval');
  });

  it('warns where words leave no room, and draws all the same', () => {
    const { drawing, warnings } = sheet(GRID, 4, { width: 150, height: 60 });
    expect(warnings.join(' ')).toContain('hardly any room');
    expect(flat(drawing.marks).length).toBeGreaterThan(100);
  });
});

describe('figures in a grid', () => {
  const { drawing } = sheet(GRID, 2, { height: 317, titles: true });

  it('have plots with common edges', () => {
    const clips = drawing.marks.map((figure) => groups([figure]).flatMap(({ clip }) => (clip ? [clip] : [])));
    const [first, second, third] = clips.map((own) => ({
      left: Math.min(...own.map(({ x }) => x)),
      right: Math.max(...own.map(({ x, width }) => x + width)),
      top: Math.min(...own.map(({ y }) => y)),
      bottom: Math.max(...own.map(({ y, height }) => y + height)),
    }));
    expect([third!.left, third!.right]).toEqual([first!.left, first!.right]);
    expect([second!.top, second!.bottom]).toEqual([first!.top, first!.bottom]);
    const cells = paths([groupNamed(drawing.marks, 'cells')]).flatMap(({ lines }) => lines.flat());
    // Lines may be seen by half their width beyond the plot's edge.
    const edge = third!.bottom - NEURIPS.lineWidth / 2;
    const gap = edge - Math.max(...cells.map(([, y]) => y));
    // Cells keep a hair's breadth from the edge.
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThanOrEqual(0.501);
  });

  it('have bold letters before their titles; one alone has none', () => {
    const bold = texts(drawing.marks).filter(({ mark }) => mark.spans[0]!.face.endsWith('-bold'));
    expect(bold.map(({ text }) => text)).toEqual(['(a)', '(b)', '(c)', '(d)']);
    const title = texts(drawing.marks).find(({ text }) => text === 'Squared distance after training')!;
    expect(title.mark.y).toBe(bold[0]!.mark.y);
    expect(title.x).toBeGreaterThan(bold[0]!.x + bold[0]!.width);
    expect(texts(sheet([HEATMAP], 1).drawing.marks).some(({ text }) => text === '(a)')).toBe(false);
    expect(texts(sheet(GRID, 2, { letters: false }).drawing.marks).some(({ text }) => text === '(a)')).toBe(
      false,
    );
  });
});

describe('lines', () => {
  it('have the screen’s colours', () => {
    const theme = printTheme('white', 'colourBlindSafe');
    const { drawing } = sheet([DIVERGENCE], 1);
    for (const index of [0, 1, 2, 3, 4]) {
      const label = `η = ${[0.005, 0.02, 0.07, 0.1, 0.2][index]!}`;
      const [line] = paths([groupNamed(drawing.marks, `series ${label}`)]);
      const colour = inkColour(theme, { kind: 'ordinal', index, count: 5 });
      expect(line!.stroke!.colour).toBe(colour);
    }
  });

  it('have bands that reach the lower edge of a logarithmic axis where an interval reaches 0', () => {
    const [panel] = DISTANCE_DATA.panels;
    const [series] = panel!.series;
    const points = [0.3, 0.4].map((x) => ({ x, y: 1e-20, low: -1e-20, high: 1e-19, n: 4 }));
    const figure = {
      ...DISTANCE_DATA,
      panels: [{ ...panel!, series: [{ ...series!, points }], references: [] }],
    };
    const { drawing } = sheet([{ kind: 'lines', figure }], 1);
    const bars = groupNamed(drawing.marks, 'bars');
    const [bar] = paths(bars.marks);
    const foot = bars.clip!.y + bars.clip!.height;
    expect(bar!.fill!.opacity).toBe(0.15);
    expect(bar!.lines[0]!.slice(2).map(([, y]) => y)).toEqual([foot, foot]);
  });

  it('may be dots with a note beside them', () => {
    const [panel] = DIVERGENCE_DATA.panels;
    const series = panel!.series.map((one) => ({ ...one, drawn: 'dots' as const }));
    const figure = { ...DIVERGENCE_DATA, panels: [{ ...panel!, series, note: 'slope 0.42\nn = 3' }] };
    const { drawing } = sheet([{ kind: 'lines', figure }], 1);
    const marks = flat([groupNamed(drawing.marks, 'series')]);
    expect(marks.every((mark) => mark.kind === 'circle' && mark.fill!.opacity < 1)).toBe(true);
    const said = texts(drawing.marks).map(({ text }) => text);
    expect(said).toEqual(expect.arrayContaining(['slope 0.42', 'n = 3', 'η = 0.005']));
    expect(overlaps(drawing.marks)).toEqual([]);
  });

  it('of several depths have their critical rates above the plot', () => {
    const { drawing } = sheet([DEPTHS], 1);
    const top = groupNamed(drawing.marks, 'theory').clip!.y;
    const rates = texts(drawing.marks).filter(({ text }) => /^0\.\d{3,}$/.test(text));
    expect(rates.length).toBeGreaterThanOrEqual(4);
    for (const rate of rates) expect(rate.mark.y).toBeLessThan(top);
  });
});

describe('a heatmap', () => {
  it('prints values where they fit all cells, and none where they do not', () => {
    const values = (width: number): number =>
      texts([groupNamed(sheet([HEATMAP_MEANS], 1, { width, height: 150 }).drawing.marks, 'values')]).length;
    expect(values(396)).toBe(50);
    expect(values(120)).toBe(0);
  });
});

describe('a caption', () => {
  it('stands below in as many lines as it needs', () => {
    const caption = `Sharpness S_{min} at η = 0.1. ${'It says what is shown. '.repeat(20)}`.trim();
    const request = { columns: 1, style: { ...NEURIPS, caption: true } };
    const { drawing } = layOutSheet([SHARPNESS], request, caption, realMetrics);
    const lines = texts([groupNamed(drawing.marks, 'caption')]);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map(({ text }) => text).join(' ')).toBe(caption.replace('S_{min}', 'Smin'));
    for (const { y } of lines) expect(y).toBeGreaterThan(NEURIPS.height - 2);
    expect(drawing.height).toBeGreaterThan(NEURIPS.height);
    expect(beyond(drawing)).toBeLessThanOrEqual(0);
  });
});
