import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ExportedFile } from '@shared/contract/sheets';
import { FIGURE_FORMATS, type FigureFormat } from '@shared/drawing/sheet';
import { plainText } from '@shared/figures/plain-text';
import { exportSheet } from '../../../src-main/export/sheet/sheet-files';
import { FIGURES, HEATMAP, LINES } from './sample-figures';
import { sampleRecipe, sampleSheet, STYLE } from './samples';

function exported(
  name = 'Figure 3, η/λ',
  formats: readonly FigureFormat[] = FIGURE_FORMATS,
): Promise<ExportedFile[]> {
  return exportSheet({
    ...sampleSheet(),
    figures: FIGURES,
    style: STYLE,
    recipe: sampleRecipe(),
    formats,
    dpi: 100,
    name,
  });
}

describe('a sheet as files', () => {
  it('gives the same bytes every time', async () => {
    const [first, second] = [await exported(), await exported()];
    expect(second.map(({ name }) => name)).toEqual(first.map(({ name }) => name));
    first.forEach(({ name, bytes }, i) => expect(Buffer.compare(bytes, second[i]!.bytes), name).toBe(0));
  });

  it('names them so that every file system and TeX take them', async () => {
    const names = (await exported()).map(({ name }) => name);
    expect(names).toEqual([
      'Figure-3,-η-λ.pdf',
      'Figure-3,-η-λ.svg',
      'Figure-3,-η-λ.png',
      'Figure-3.tex',
      'Figure-3-1-1.dat',
      'Figure-3-1-2.dat',
      'Figure-3-2.dat',
      'Figure-3,-η-λ.csv',
      'Figure-3,-η-λ.json',
    ]);
  });

  it.each(['', '..', '../../etc/passwd', 'a\0b', 'CON', 'x'.repeat(1000), '\u202egnp.exe', '.hidden'])(
    'takes no name for more than a name: %j',
    async (wild) => {
      for (const { name } of await exported(wild, ['csv', 'pgfplots'])) {
        expect(name).toMatch(/^[^./\\\0:][^/\\\0:]*\.(?:pdf|svg|png|tex|dat|csv|json)$/);
        expect(name).not.toMatch(/^con\./i);
        expect(name).not.toContain('\u202e');
        expect(name.length).toBeLessThan(140);
      }
    },
  );
});

describe('a sheet’s numbers', () => {
  it('stand in the CSV, a row a point, exactly', async () => {
    const csv = (await exported()).find(({ name }) => name.endsWith('.csv'))!;
    const text = new TextDecoder().decode(csv.bytes);
    expect(text).toContain('\r\n');
    const rows = parse(text, { columns: true }) as unknown as Record<string, string>[];
    const points = LINES.panels.flatMap(({ series }) => series.flatMap(({ points }) => points));
    const series = rows.filter(({ kind }) => kind === 'series');
    expect(series).toHaveLength(points.length);
    series.forEach((row, i) => {
      const { x, y, n } = points[i]!;
      expect([row.x, row.y, row.n]).toEqual([String(x), y === null ? '' : String(y), String(n)]);
    });
    const cells = rows.filter(({ kind }) => kind === 'cell');
    expect(cells).toHaveLength(HEATMAP.cells.length);
    expect(cells[5]).toMatchObject({
      figure: '2 heatmap',
      x: '0.002',
      y: '5',
      value: '0.1',
      count: '2',
      n: '20',
    });
    expect(rows.filter(({ kind }) => kind === 'reference').map(({ name }) => name)).toContain(
      plainText('S_{min} = 3×10⁻²'),
    );
  });

  it('stand in the JSON as the program has them', async () => {
    const json = (await exported()).find(({ name }) => name.endsWith('.json'))!;
    expect(JSON.parse(new TextDecoder().decode(json.bytes))).toEqual({
      recipe: sampleRecipe(),
      figures: FIGURES,
    });
  });
});
