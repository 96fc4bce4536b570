import { describe, expect, it } from 'vitest';
import { CLAIM_FIGURES } from '@shared/claims/claim';
import type { FigureData, FigurePanel } from '@shared/figures/figure-data';
import { figureOf } from '@shared/figures/figure-of';
import type { AnyFigure } from '@shared/figures/figure-request';
import { PAPER_FIGURES, paperFigure, type PaperPanel } from '@shared/figures/paper-figures';
import { inputOf, madeRuns } from './runs';
import { presetSpec, THEORY } from './source';

const panels = PAPER_FIGURES.flatMap((id) => paperFigure(id).panels);

/** As theory says of figure 6's data, whose covariance is rank-deficient: no bound from small weights. */
function theoryOf(preset: string): typeof THEORY {
  const bounds = THEORY.bounds.map((row) => ({ ...row, smallInitialisationUpper: null }));
  return preset === 'figure-6' ? { ...THEORY, bounds } : THEORY;
}

const made = new Map<PaperPanel, AnyFigure>();

function drawn(panel: PaperPanel): AnyFigure {
  const figure = made.get(panel) ?? draw(panel);
  made.set(panel, figure);
  return figure;
}

/** From runs all of which diverge at the largest rate and scale, if there are several scales. */
function draw({ preset, kind }: PaperPanel): AnyFigure {
  const spec = presetSpec(preset);
  const last = spec.grid.scales.length > 1 ? spec.grid.scales.at(-1) : undefined;
  const rate = Math.max(...spec.grid.training.map(({ learningRate }) => learningRate));
  const runs = madeRuns(spec, ({ scale, learningRate }, repetition) => ({
    initialSharpnessAsPublished: 1 + scale,
    initialSquaredDistance: 1 + scale,
    ...(scale === last && learningRate === rate
      ? {}
      : {
          finalSharpnessAsPublished: 20 + repetition,
          finalSquaredDistance: 1e-6 * (1 + repetition),
          finalRisk: 0.1,
          finalTestRisk: 0.3 + repetition,
        }),
  }));
  return figureOf(kind(spec), { ...inputOf(spec, runs), theory: theoryOf(preset) });
}

function linesOf(id: string): FigureData {
  const { kind, figure } = drawn(panels.find((panel) => panel.id === id)!);
  if (kind !== 'lines') throw new Error(`${id} is no figure of lines.`);
  return figure;
}

const lastPanel = (id: string): FigurePanel => linesOf(id).panels.at(-1)!;

/** Of the paper: the others say in brackets what they are. */
const printed = panels.filter(({ id }) => !id.includes('('));

describe('the figures of the paper', () => {
  it('have every panel that claims are about, in order, and each a sentence on what is to be seen', () => {
    expect(printed.map(({ id }) => id)).toEqual([...CLAIM_FIGURES]);
    expect(PAPER_FIGURES.map((id) => paperFigure(id).columns)).toEqual([2, 1, 2, 2, 2, 2, 2]);
    for (const { shows } of panels) expect(shows).toMatch(/^[A-Z].*\.$/);
  });

  it('are drawn as the authors’ code prints them', () => {
    for (const panel of panels) {
      const kind = panel.kind(presetSpec(panel.preset));
      if ('convention' in kind) expect(kind.convention).toBe('asPublished');
      if ('interval' in kind) expect(kind.interval).toBe('bootstrap');
    }
    expect(drawn(panels.find(({ id }) => id === '3 (heatmap)')!).kind).toBe('heatmap');
  });

  it('have the line of initial values where the paper has it', () => {
    const having = panels.flatMap((panel) => {
      const { kind, figure } = drawn(panel);
      const has =
        kind === 'lines' &&
        figure.panels.some(({ series }) => series.some(({ id }) => id === 'initialisation'));
      return has ? [panel.id] : [];
    });
    expect(having).toEqual(['1a', '1b', '4a', '4b', '6a', '7', '7 (noisy)']);
  });

  it.each([
    ['1b', 2],
    ['1c', 2],
    ['1d', 2],
    ['4b', 1],
    ['4c', 1],
    ['4d', 1],
    ['6a', 1],
    ['7', 2],
  ])('%s has %i dotted bounds, and 2/η dashed for every line', (id, bounds) => {
    const { references, series } = lastPanel(id);
    const count = (stroke: string): number => references.filter((line) => line.stroke === stroke).length;
    expect(count('dotted')).toBe(bounds);
    expect(count('dashed')).toBe(series.filter((line) => line.id !== 'initialisation').length);
  });

  it('leave out learning rates from 0.09 on in 1b and 4b alone', () => {
    const counts = ['1a', '1b', '4a', '4b', '6a', '7'].map((id) => lastPanel(id).series.length - 1);
    expect(counts).toEqual([5, 3, 5, 3, 3, 3]);
  });

  it('lack a point where all runs diverged, and say so', () => {
    for (const id of ['1a', '4a', '6a', '7']) {
      const figure = linesOf(id);
      const line = figure.panels[0]!.series.at(-2)!;
      expect([id, line.points.at(-1)!.y, line.points.at(-2)!.y === null]).toEqual([id, null, false]);
      expect(figure.notes).toContain('No point is drawn where every run diverged.');
    }
  });

  it('have distance and sharpness of one run each in 1c, 1d, 4c and 4d', () => {
    const titles = ['1c', '1d', '4c', '4d'].map((id) => linesOf(id).title);
    expect(titles.map((title) => title.slice(0, 8))).toEqual([
      'η = 0.02',
      'η = 0.1,',
      'η = 0.02',
      'η = 0.1,',
    ]);
    for (const id of ['1c', '1d', '4c', '4d']) expect(linesOf(id).panels).toHaveLength(2);
  });

  it('have figure 2’s axis from −0.01 to 0.21 and its critical rates', () => {
    const { y, references } = lastPanel('2');
    expect(y.domain[0]).toBeCloseTo(-0.01, 12);
    expect(y.domain[1]).toBeCloseTo(0.21, 12);
    expect(references.filter(({ stroke }) => stroke === 'dashed')).toHaveLength(4);
  });

  it('have 6b at the smallest rate, a dot a run', () => {
    const { series } = lastPanel('6b');
    expect(series.flatMap(({ points }) => points)).toHaveLength(900);
  });
});
