import { describe, expect, it } from 'vitest';
import type { FigureData } from '@shared/figures/figure-data';
import { spectrumCourseFigure } from '@shared/figures/spectrum/course';
import { spectrumDensity } from '@shared/figures/spectrum/density';
import { spectrumHistogram } from '@shared/figures/spectrum/histogram';
import { rankedSpectrum } from '@shared/figures/spectrum/ranked';
import type { SpectrumCourseFacts } from '@shared/figures/spectrum-course-facts';
import type { EigenvectorFacts, SpectrumFacts } from '@shared/figures/spectrum-facts';

const vector = (value: number): EigenvectorFacts => ({ value, residual: 0, layerShares: [1], overlap: 0.5 });

const FACTS: SpectrumFacts = {
  cell: 0,
  repetition: 0,
  learningRate: 0.1,
  scale: 0.35,
  depth: 1,
  steps: 450,
  after: 450,
  dimension: 8,
  stabilityThreshold: 20,
  eigenvalues: [-2, -1e-15, 0, 0, 1e-15, 1, 5, 18],
  error: 1e-12,
  negative: 1,
  nearZero: 4,
  positive: 3,
  trace: 22,
  frobeniusNorm: 18.8,
  density: null,
  topEigenvectors: [vector(18), vector(5), vector(1)],
  bottomEigenvectors: [vector(-2)],
  theorem2Direction: null,
  tangentKernel: { samples: 4, eigenvalues: [36, 10] },
  effectiveRanks: [],
  excessRisk: 0.01,
};

const seriesOf = (figure: FigureData, id: string, panel = 0): (number | null)[][] =>
  figure.panels[panel]!.series.find((own) => own.id === id)!.points.map(({ x, y }) => [x, y]);

describe('the histogram of a spectrum', () => {
  it('counts every eigenvalue once, those near zero in one bin about zero', () => {
    const points = seriesOf(spectrumHistogram(FACTS)!, 'histogram');
    // Two points a bin: its edges.
    const bins = Array.from({ length: points.length / 2 }, (_, i) => ({
      from: points[2 * i]![0]!,
      to: points[2 * i + 1]![0]!,
      count: points[2 * i]![1]!,
    }));
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    expect(bins.find(({ from, to }) => from < 0 && to > 0)!.count).toBe(4);
    for (const value of [-2, 1, 5, 18])
      expect(bins.find(({ from, to }) => from < value && to > value)!.count).toBe(1);
  });

  it('marks 2/η where it is near, and says it where it is not', () => {
    expect(spectrumHistogram(FACTS)!.panels[0]!.references[0]!.along).toEqual({ x: 20 });
    const far = spectrumHistogram({ ...FACTS, stabilityThreshold: 400 })!;
    expect(far.panels[0]!.references).toEqual([]);
    expect(far.notes).toContain('2/η = 400 is beyond the axis.');
    expect(far.panels[0]!.x.domain[1]).toBeLessThan(20);
  });

  it('is none where only a density is known', () => {
    expect(spectrumHistogram({ ...FACTS, eigenvalues: null })).toBeNull();
    expect(spectrumDensity(FACTS)).toBeNull();
  });
});

describe('the density of a large spectrum', () => {
  const density = {
    values: [-1, 0, 1, 2],
    density: [0, 3, 0.1, 1e-9],
    standardErrors: [0, 0.5, 0.01, 1e-9],
    width: 0.1,
    probes: 10,
    steps: 80,
    trace: { value: 1, standardError: 0.1 },
    squaredFrobeniusNorm: { value: 1, standardError: 0.1 },
  };
  const figure = spectrumDensity({ ...FACTS, dimension: 5000, eigenvalues: null, error: null, density })!;

  it('has the interval between the probes, and the ends by themselves', () => {
    const [own, ends] = figure.panels[0]!.series;
    const peak = own!.points[1]!;
    expect(peak.low).toBeCloseTo(3 - 0.98, 12);
    expect(peak.high).toBeCloseTo(3 + 0.98, 12);
    // Below a tenth of one eigenvalue: on the edge.
    expect(own!.points[3]!.y).toBe(0);
    expect(ends!.points.map(({ x }) => x)).toEqual([-2, 1, 5, 18]);
  });

  it('says how it was computed', () => {
    expect(figure.caption).toContain('10 random vectors with 80 steps each');
  });
});

describe('eigenvalues by size', () => {
  it('has either sign in order, without those that may be zero, beside 2/n times the tangent kernel', () => {
    const figure = rankedSpectrum(FACTS);
    expect(seriesOf(figure, 'positive')).toEqual([
      [1, 18],
      [2, 5],
      [3, 1],
    ]);
    expect(seriesOf(figure, 'negative')).toEqual([[1, 2]]);
    expect(seriesOf(figure, 'kernel')).toEqual([
      [1, 18],
      [2, 5],
    ]);
  });

  it('of a spectrum without negative eigenvalues has no series of them', () => {
    const figure = rankedSpectrum({ ...FACTS, eigenvalues: [0, 1, 2], tangentKernel: null });
    expect(figure.panels[0]!.series.map(({ id }) => id)).toEqual(['positive']);
  });
});

describe('the spectrum along a run', () => {
  const course: SpectrumCourseFacts = {
    cell: 0,
    repetition: 0,
    learningRate: 0.1,
    scale: 0.35,
    depth: 1,
    runSteps: 450,
    dimension: 8,
    stabilityThreshold: 20,
    minimalSharpness: 18.7,
    edge: null,
    steps: [0, 10, 20],
    largest: [
      [2, 1],
      [30, -1],
      [25, 3],
    ],
    smallest: [-1, -2, -0.5],
    errors: [1e-9, 1e-8, 1e-9],
    excessRisks: [1, 0.5, 0.1],
    finiteAfter: 450,
  };

  it('draws the largest eigenvalues with 2/η and S_min, the risk, and the most negative one', () => {
    const figure = spectrumCourseFigure(course);
    expect(seriesOf(figure, 'lambda-1')).toEqual([
      [0, 2],
      [10, 30],
      [20, 25],
    ]);
    // What is not positive has no place on a logarithmic axis.
    expect(seriesOf(figure, 'lambda-2')[1]).toEqual([10, null]);
    expect(figure.panels[0]!.references.map(({ along }) => along)).toEqual([{ y: 20 }, { y: 18.7 }]);
    expect(seriesOf(figure, 'excessRisk', 1)[2]).toEqual([20, 0.1]);
    expect(seriesOf(figure, 'smallest', 2)[1]).toEqual([10, -2]);
    expect(figure.panels[0]!.x.scale).toBe('linear');
  });

  it('takes a logarithmic axis for long runs, and says where a run diverges', () => {
    const long = spectrumCourseFigure({ ...course, runSteps: 40000, finiteAfter: 40000 });
    expect(long.panels[0]!.x.scale).toBe('log');
    const diverged = spectrumCourseFigure({ ...course, finiteAfter: 20 });
    expect(diverged.notes).toEqual(['The run diverges: step 20 is the last that can be looked at.']);
    expect(spectrumCourseFigure({ ...course, minimalSharpness: null }).panels[0]!.references.length).toBe(1);
  });
});
