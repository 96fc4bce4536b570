import { describe, expect, it } from 'vitest';
import type { FigureKind } from '@shared/figures/figure-request';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { defaultFigures, figureId, figureTitle } from '@shared/figures/default-figures';
import { figureOf } from '@shared/figures/figure-of';
import { HEATMAP_QUANTITIES } from '@shared/figures/heatmap-quantity';
import { smallSpec } from '../../builders/small-experiment';
import { inputOf, madeRuns } from './runs';
import { presetSpec } from './source';

const figure6 = presetSpec('figure-6');
const figure7 = presetSpec('figure-7');
const course = presetSpec('figure-1-trajectories');

function everything(spec: ExperimentSpec): ReturnType<typeof inputOf> {
  return inputOf(
    spec,
    madeRuns(spec, ({ scale }, repetition) => ({
      initialSharpness: 1 + scale,
      initialSharpnessAsPublished: 1 + scale,
      initialSquaredDistance: 1 + scale,
      finalSharpness: 20 + repetition,
      finalSharpnessAsPublished: 19 + repetition,
      finalSquaredDistance: 1e-6 * (1 + repetition),
      finalRisk: 0.1,
      finalTestRisk: 0.3 + repetition,
    })),
  );
}

const SCATTER = 'scatter-last-sharpness-over-first-sharpness';

describe('the figures of any experiment', () => {
  it.each([
    [figure6, ['distance', 'sharpness', 'divergence', 'heatmap', 'phases', 'generalisation', SCATTER]],
    [figure7, ['sharpness', 'divergence', 'heatmap', 'phases', 'generalisation', SCATTER]],
    [
      course,
      ['distance', 'sharpness', 'divergence', 'heatmap', 'phases', 'generalisation', 'trace', SCATTER],
    ],
    [smallSpec(), ['distance', 'sharpness', 'divergence', 'heatmap', 'phases', SCATTER]],
  ])('%$: what makes sense of it, each of which can be drawn', (spec, ids) => {
    const kinds = defaultFigures(spec);
    expect(kinds.map(figureId)).toEqual(ids);
    expect(new Set(kinds.map(figureTitle)).size).toBe(kinds.length);
    for (const kind of kinds) {
      const { figure } = figureOf(kind, everything(spec));
      expect([figureId(kind), figure.title]).not.toContain('');
    }
  });

  it('can be asked for in every quantity, over scale and over depth', () => {
    for (const name of ['figure-6', 'figure-2']) {
      const spec = presetSpec(name);
      const { slice } = defaultFigures(spec)[0] as Extract<FigureKind, { kind: 'distanceLines' }>;
      for (const quantity of HEATMAP_QUANTITIES) {
        const { figure } = figureOf({ kind: 'heatmap', slice, quantity }, everything(spec));
        const cells = 'cells' in figure ? figure.cells : [];
        expect(cells).toHaveLength(name === 'figure-2' ? 100 : 27);
        expect(cells.every(({ value, label }) => value !== null && label !== '–')).toBe(true);
      }
    }
  });

  it('take rates, scales and depths as they are written, in short', () => {
    const kind = { kind: 'generalisation', convention: 'exact', learningRate: 0.001 } as const;
    expect(figureOf(kind, everything(figure6)).figure.title).toContain('η = 0.001');
    const slice = { over: 'learningRate', scale: 0.1325 } as const;
    const { figure } = figureOf({ kind: 'divergenceLines', slice }, everything(figure6));
    expect('panels' in figure && figure.panels[0]!.series[0]!.points).toHaveLength(3);
  });

  it('hold the interval that is asked for', () => {
    const of = (interval: 'normal' | 'bootstrap'): string => {
      const slice = { over: 'scale', depth: 5 } as const;
      const kind = {
        kind: 'sharpnessLines',
        slice,
        convention: 'asPublished',
        interval,
        everyRate: true,
      } as const;
      return JSON.stringify(figureOf(kind, everything(figure6)).figure);
    };
    expect(of('bootstrap')).toContain('1000 resamples');
    expect(of('bootstrap')).toBe(of('bootstrap'));
    expect(of('bootstrap')).not.toBe(of('normal'));
  });

  it('are read from a run that has not ended as empty axes that say so', () => {
    const kind = { kind: 'runTrace', run: { cell: 1, repetition: 0 }, convention: 'exact' } as const;
    const { figure } = figureOf(kind, { ...inputOf(course, []), traces: () => [] });
    if (!('panels' in figure)) throw new Error('A course is drawn as lines.');
    expect(figure.panels.map(({ series }) => series[0]!.points)).toEqual([[], []]);
    expect(figure.panels[0]!.x.domain[1]).toBeGreaterThan(450);
    expect(figure.notes).toContain('The run has not ended: its course is not known yet.');
  });
});

describe('what an experiment has not is refused, with what there is', () => {
  const exact = { convention: 'exact', interval: 'normal' } as const;
  const depth = { over: 'scale', depth: 10 } as const;
  const run = { cell: 0, repetition: 0 };

  it.each<[ExperimentSpec, FigureKind, RegExp]>([
    [figure6, { kind: 'divergenceLines', slice: depth }, /10 is no depth of this experiment; it has 5\./],
    [
      course,
      { kind: 'divergenceLines', slice: { over: 'learningRate', scale: 0.5 } },
      /0\.5 is no initialisation scale of this experiment; it has 0\.35\./,
    ],
    [
      presetSpec('figure-2'),
      { kind: 'generalisation', convention: 'exact', learningRate: 0.3 },
      /0\.3 is no learning rate of this experiment; it has 25 from 0\.01 to 0\.5/,
    ],
    [figure7, { kind: 'distanceLines', slice: depth, ...exact }, /have GELU .* no squared distance/],
    [
      figure7,
      { kind: 'heatmap', slice: depth, quantity: { kind: 'mean', measure: 'initialSquaredDistance' } },
      /no squared distance/,
    ],
    [
      smallSpec(),
      { kind: 'generalisation', convention: 'exact', learningRate: null },
      /data of "small" have no test table/,
    ],
    [
      smallSpec(),
      {
        kind: 'heatmap',
        slice: { over: 'scale', depth: 3 },
        quantity: { kind: 'mean', measure: 'finalTestRisk' },
      },
      /no test table/,
    ],
    [
      course,
      { kind: 'runTrace', run: { cell: 2, repetition: 0 }, convention: 'exact' },
      /no cell 2 .* from 0 to 1/,
    ],
    [
      course,
      { kind: 'runTrace', run: { cell: 1, repetition: 1 }, convention: 'exact' },
      /no repetition 1 .* from 0 to 0/,
    ],
    [figure6, { kind: 'runTrace', run, convention: 'exact' }, /"figure-6" records no courses/],
  ])('%$', (spec, kind, message) => {
    const ask = (): unknown => figureOf(kind, everything(spec));
    expect(ask).toThrow(message);
    expect(ask).toThrow(WorkbenchError);
    expect(ask).toThrow(expect.objectContaining({ code: 'bad-arguments' }));
  });
});
