import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import type { Digest } from '@shared/contract/ids';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { PAPER_BIBTEX } from '@shared/figures/bibtex';
import { captionText } from '@shared/figures/caption-text';
import type { CellCounts } from '@shared/figures/cell-table';
import { defaultFigures } from '@shared/figures/default-figures';
import { divergenceHeatmap } from '@shared/figures/divergence-heatmap';
import type { AnyFigure } from '@shared/figures/figure-request';
import { methodsText, type ExperimentMethods } from '@shared/figures/methods-text';
import { plainText } from '@shared/figures/plain-text';
import { sharpnessLines } from '@shared/figures/sharpness-lines';
import { smallSpec } from '../../builders/small-experiment';
import { presetSpec, sampleAround, sourceOf, THEORY } from './source';

describe('words without raised and lowered letters', () => {
  it('keep what they mean', () => {
    expect(plainText('S_{min}, w_{prod}, 2‖w⋆‖^{2−2/L}, ‖x‖^{2}, log_{10}')).toBe(
      'S_min, w_prod, 2‖w⋆‖^(2−2/L), ‖x‖^2, log10',
    );
  });
});

describe('a caption', () => {
  const source = sourceOf(presetSpec('figure-3'), () => ({
    finalSharpness: sampleAround(20),
    initialSharpness: sampleAround(2),
  }));
  const lines: AnyFigure = { kind: 'lines', figure: sharpnessLines(source) };
  const heatmap: AnyFigure = { kind: 'heatmap', figure: divergenceHeatmap(source) };

  it('tells figures apart by letters, and one alone has none', () => {
    expect(captionText([lines, heatmap])).toMatch(/^\(a\) Sharpness after training\. .* \(b\) Share of runs/);
    expect(captionText([lines])).toMatch(/^Sharpness after training\. Mean over the runs/);
    expect(captionText([])).toBe('');
  });

  it('says what the lines of theory mean, once for all learning rates, and for several figures once at the end', () => {
    const sentence = 'Dashed, in the colour of each line: 2/η;';
    for (const figures of [[lines], [lines, lines]])
      expect(captionText(figures).split(sentence)).toHaveLength(2);
    const [, second] = captionText([lines, lines]).split('(b)');
    expect(second).toContain(sentence);
    expect(captionText([lines])).toContain('Left out as in the paper');
    expect(captionText([heatmap])).toContain('Critical learning rate 2/S_{min}');
  });
});

function methodsOf(spec: ExperimentSpec, diverged = 0): ExperimentMethods {
  const { rows } = sourceOf(spec, ({ runs }, index) => ({
    finished: runs,
    diverged: index === 0 ? diverged : 0,
  }));
  return {
    spec,
    theory: THEORY,
    initialisation: INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)!,
    rows: rows satisfies readonly CellCounts[],
    digest: null,
  };
}

function told(spec: ExperimentSpec, diverged = 0): string {
  return methodsText([methodsOf(spec, diverged)], { figures: defaultFigures(spec), version: '1.2.3' });
}

describe('the methods', () => {
  it('of a preset name its data, networks, draws, schedules, counts, convention, interval and program', () => {
    const text = told(presetSpec('figure-3'), 16);
    for (const said of [
      'n = 50 samples of d = 5 features',
      'so that ‖w⋆‖ = 1',
      'fully connected and linear, of depth L = 10',
      'standard deviation σ at 10 values from 0.25 to 0.6',
      'authors’ published script',
      '0.005 (40,000 steps, 20 runs)',
      // Wilson at 16 of 1600: (16 + z²/2)/(1600 + z²) ± … = 0.62 % to 1.6 %.
      '16 of the 1,600 runs did so (1.0 %, 95 % Wilson interval 0.62 % to 1.6 %)',
      '95 % normal interval',
      'largest eigenvalue of the Hessian',
      'a sum over coordinates',
      'Sharpness Workbench 1.2.3',
    ])
      expect(text).toContain(said);
  });

  it('say what GELU, residual networks, imported and prescribed data are', () => {
    const gelu = told(presetSpec('figure-7'));
    expect(gelu).toContain('with GELU (tanh form) between their layers');
    expect(gelu).toContain('without noise');
    expect(gelu).not.toContain('squared distance to w⋆');
    expect(told(presetSpec('figure-2'))).toContain(
      '25 learning rates η from 0.01 to 0.5, with 50 independent runs',
    );
    expect(told(presetSpec('figure-4'))).toContain('a random unit vector p, which is not trained');
    const imported = smallSpec({ data: { kind: 'imported', file: 'houses.csv', target: 'price' } });
    expect(told(imported)).toContain('a table whose column “price” is the target; every column was shifted');
    const spectrum = { kind: 'conditionNumber', value: 10 };
    const made = smallSpec({
      data: { kind: 'synthetic', samples: 20, features: 3, spectrum, noise: 0.5, normalise: false },
    });
    expect(told(made)).toContain(
      '3 eigenvalues from 1 down to 0.1, evenly spaced in their logarithm, and targets Xw_true + 0.5 ζ',
    );
    expect(told(made)).not.toContain('‖w⋆‖ = 1');
    const layer = { family: 'gaussianZeroLayer', parameters: { zeroLayer: 2 } };
    expect(told(smallSpec({ initialisation: layer }))).toContain('k = 2 (the layer that starts at zero');
  });

  it('of several experiments do not repeat what they share', () => {
    const both = [presetSpec('figure-3'), presetSpec('figure-1-trajectories')].map((spec) => methodsOf(spec));
    const text = methodsText(both, { figures: [], version: '1.2.3' });
    expect(text).toContain('“figure-1-trajectories” has the data and the networks of “figure-3”.');
    expect(text.split('‖w⋆‖ = 1')).toHaveLength(2);
    const gelu = methodsText([both[0]!, methodsOf(presetSpec('figure-7'))], {
      figures: [],
      version: '1.2.3',
    });
    expect(gelu).toContain('Of “figure-7” the following holds.');
  });

  it('name the digest of complete experiments, and runs that are missing', () => {
    const small = methodsOf(smallSpec());
    const context = { figures: [], version: '1.2.3' };
    expect(methodsText([{ ...small, digest: 'ab12' as Digest }], context)).toContain(
      'SHA-256 of the results: small: ab12.',
    );
    expect(methodsText([small], context)).not.toContain('SHA-256');
    const none = small.rows.map((row) => ({ ...row, finished: 0 }));
    expect(methodsText([{ ...small, rows: none }], context)).toContain(
      'None of the 12 runs has finished yet.',
    );
  });

  it('never hold what is no number or not there', () => {
    for (const name of ['figure-3', 'figure-2', 'figure-6', 'figure-7-noisy', 'quick'])
      expect(told(presetSpec(name))).not.toMatch(/undefined|NaN|null|\{[a-z]/);
  });
});

describe('the paper’s BibTeX', () => {
  it('has balanced braces and the fields that a bibliography needs', () => {
    expect(PAPER_BIBTEX.split('{').length).toBe(PAPER_BIBTEX.split('}').length);
    for (const field of ['title', 'author', 'booktitle', 'year'])
      expect(PAPER_BIBTEX).toMatch(new RegExp(`${field} +=`));
  });
});
