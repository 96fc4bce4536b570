import { describe, expect, it } from 'vitest';
import { plan } from '@shared/experiment/plan';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import { runTrace } from '@shared/figures/run-trace';
import { sharpnessLines } from '@shared/figures/sharpness-lines';
import { presetSpec, sampleAround, sourceOf } from './source';

const spec = presetSpec('figure-7');
const source = sourceOf(spec, ({ runs }) => ({
  initialSharpness: sampleAround(1, runs),
  finalSharpness: sampleAround(40),
}));

describe('figure 7', () => {
  it('has a line a learning rate over scale with its 2/η, and the linear network’s two bounds for reference', () => {
    const { panels, notes } = sharpnessLines(source);
    const { series, references, y } = panels[0]!;
    expect(series.map(({ label }) => label)).toEqual([
      'η = 0.005',
      'η = 0.02',
      'η = 0.07',
      'At initialisation',
    ]);
    expect(references.map(({ stroke, along }) => [stroke, along])).toEqual([
      ['dashed', { y: 2 / 0.005 }],
      ['dashed', { y: 2 / 0.02 }],
      ['dashed', { y: 2 / 0.07 }],
      ['dotted', { y: 18.6 }],
      ['dotted', { y: 128 }],
    ]);
    for (const { meaning } of references.slice(3)) expect(meaning).toContain('it bounds no GELU network');
    expect(notes.join(' ')).toContain('of the linear network on the same data');
    expect(y.scale).toBe('log');
  });

  it('has no critical learning rate in its heatmap: there is none for GELU', () => {
    expect(divergenceHeatmap(source).steps).toEqual([]);
    expect(divergenceHeatmap(sourceOf(presetSpec('figure-3'), () => ({}))).steps).toHaveLength(1);
  });

  it('shows the risk of a run where a linear network’s distance stands', () => {
    const values = Float64Array.of(1, 0.1, 0.01);
    const figure = runTrace(source, plan(spec).cells[0]!, 0, [
      { quantity: 'excessRisk', every: 5, values },
      { quantity: 'sharpness', every: 5, values },
    ]);
    expect(figure.panels.map(({ y }) => y.title)).toEqual(['Training risk R', 'Sharpness S']);
    expect(figure.panels[0]!.series[0]!.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [5, 0.1],
      [10, 0.01],
    ]);
    expect(figure.caption).not.toContain('squared distance');
    expect(figure.notes.join(' ')).toContain('of the linear network on the same data');
  });
});
