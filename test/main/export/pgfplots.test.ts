import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEGENDS, type PrintStyle } from '@shared/drawing/sheet';
import { fontMetrics } from '../../../src-main/export/sheet/fonts';
import { latex } from '../../../src-main/export/sheet/pgfplots/latex';
import {
  drawPgfplots,
  type PgfplotsJob,
  type TextFile,
} from '../../../src-main/export/sheet/pgfplots/pgfplots';
import { temporaryFolder } from '../../builders/temporary-folder';
import { FIGURES } from './sample-figures';
import { texts } from '../../shared/drawing/seen';
import { sampleRecipe, sampleSheet, STYLE } from './samples';

describe('words as LaTeX', () => {
  it.each([
    ['Learning rate η', 'Learning rate $\\eta$'],
    ['Depth L', 'Depth $L$'],
    ['S_{min} = 18.66', '$S_{\\min} = 18.66$'],
    ['Squared distance ‖w_{prod} − w⋆‖²/d', 'Squared distance $\\|w_{\\mathrm{prod}} - w^{\\star}\\|^{2}/d$'],
    ['2/η = 3×10⁻⁵', '$2/\\eta = 3{\\times}10^{-5}$'],
    ['8LΛ', '$8L\\Lambda$'],
    ['e^{−t}', '$e^{-t}$'],
    ['slope 0.42 ± 0.01', 'slope $0.42 \\pm 0.01$'],
    ['Test risk − training risk', 'Test risk $-$ training risk'],
    ['10⁻⁵', '$10^{-5}$'],
    ['0.02', '0.02'],
    ['–', '--'],
    ['100 % of $x_1$ & #2 \\ {~^}', '100 \\% of \\$$x$\\_1\\$ \\& \\#2 \\textbackslash{} \\{\\~{}\\^{}\\}'],
    ['“Größe” 漢', "``Größe'' ?"],
  ])('%s', (words, expected) => {
    expect(latex(words)).toBe(expected);
  });
});

const METRICS = fontMetrics();

function laidOut(legend: PrintStyle['legend'], background: PrintStyle['background']): PgfplotsJob {
  const style = { ...STYLE, width: 480, height: 240, legend, background };
  return { ...sampleSheet(style, 2), figures: FIGURES, style, recipe: sampleRecipe() };
}

function sheet(legend: PrintStyle['legend'], background: PrintStyle['background'] = 'white'): TextFile[] {
  return drawPgfplots(laidOut(legend, background), METRICS, 'fig');
}

describe('figures for pgfplots', () => {
  it('have their numbers exactly, a gap where one is missing, and zeros on the edge of a logarithmic axis', () => {
    const table = sheet('inside').find(({ name }) => name === 'fig-1-1.dat')!.text;
    const [names, ...rows] = table.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const column = (name: string): (string | undefined)[] => {
      const at = names!.split(' ').indexOf(name);
      expect(at, name).toBeGreaterThanOrEqual(0);
      return rows.map((row) => row.split(' ')[at]);
    };
    expect(column('depth-0-y').slice(0, 3)).toEqual(['0.3', '0.6', '1.5']);
    expect(column('depth-1-y')[2]).toBe('nan');
    expect([column('depth-2-y')[5], column('depth-2-drawn')[5]]).toEqual(['0', '0.001']);
    expect(column('depth-0-low')[0]).toBe('-1');
    // Closed outlines, with nothing a logarithm cannot take.
    expect(column('depth-0-band-y').every((y) => y === 'nan' || Number(y) >= 1e-3)).toBe(true);
  });

  it('draw what lies beyond TeX’s lengths far off', () => {
    const table = sheet('inside').find(({ name }) => name === 'fig-1-2.dat')!.text;
    expect(table).toContain('1e+300');
    expect(table).toMatch(/ 21$/m);
  });

  it('have dashed and dotted lines, colours by name, and every file that is named', () => {
    const files = sheet('below');
    const tex = files[0]!.text;
    expect(tex).toContain('\\definecolor{inkDiverged}{HTML}{D55E00}');
    expect(tex).toContain('dash pattern=on 4bp off 2.5bp');
    expect(tex).toContain('dash pattern=on 0.9bp off 1.8bp');
    const named = [...tex.matchAll(/\{([^{}]+\.dat)\}/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(files.slice(1).map(({ name }) => name)));
  });

  it('have the sheet’s size, and their axes where the drawing has its plots', () => {
    const job = laidOut('lineEnds', 'dark');
    const tex = sheet('lineEnds', 'dark')[0]!.text;
    expect(tex).toContain('\\path[use as bounding box, fill=inkSurface] (0,0) rectangle (480,240);');
    const found = [
      ...tex.matchAll(
        /^ {2}at=\{\(([\d.]+)bp,-([\d.]+)bp\)\},\n {2}width=([\d.]+)bp,\n {2}height=([\d.]+)bp,$/gm,
      ),
    ];
    const boxes = job.plots.flat().map(({ x, y, width, height }) => [x, y, width, height]);
    expect(found.map((numbers) => numbers.slice(1).map(Number))).toEqual(boxes);
  });

  it.each(LEGENDS)('have the words of the drawing at their places, with the legend %s', (legend) => {
    const { drawing } = laidOut(legend, 'white');
    const tex = sheet(legend)[0]!.text;
    const places = [...tex.matchAll(/^\\node\[.*\] at \(([-\d.]+),([-\d.]+)\) \{.*\};$/gm)];
    const said = texts(drawing.marks).filter(({ mark }) => mark.plotted === undefined);
    expect(places.map(([, x, y]) => [Number(x), Number(y)])).toEqual(
      said.map(({ mark }) => [mark.x, mark.y]),
    );
    expect(tex).not.toContain('\\addlegendentry');
  });

  it('have ticks with and without words', () => {
    const tex = sheet('none')[0]!.text;
    const [upper, lower] = tex.split('\\begin{axis}').slice(1);
    expect(upper).toContain('xtick=\\empty');
    expect(upper).toContain('extra x ticks={');
    expect(lower).toContain('xtick={0.001,');
    expect(lower).toContain('yminorticks=false');
  });

  it('compile', { timeout: 300_000 }, (context) => {
    if (spawnSync('kpsewhich', ['pgfplots.sty']).status !== 0)
      context.skip('pdflatex with pgfplots is not installed');
    for (const legend of LEGENDS) compile(sheet(legend, legend === 'none' ? 'dark' : 'white'));
  });
});

function compile(files: readonly TextFile[]): void {
  const folder = temporaryFolder();
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const packages = '\\usepackage{pgfplots}\\pgfplotsset{compat=1.13}';
  const document = `\\documentclass{article}${packages}\\begin{document}\\input{fig}\\end{document}`;
  writeFileSync(join(folder, 'document.tex'), document);
  const run = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', 'document.tex'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(run.stdout).not.toMatch(/^!/m);
  expect(existsSync(join(folder, 'document.pdf'))).toBe(true);
}
