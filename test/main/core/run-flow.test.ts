import { describe, expect, it } from 'vitest';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { FlowFacts } from '@shared/figures/flow-facts';
import { FLOW_DEFAULTS, type FlowOptions } from '@shared/training/gradient-flow';
import { openSpec } from '../../../src-main/core/open-spec';
import { runFlow } from '../../../src-main/core/run-flow';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const NO_FILES = {
  archive: null,
  readTable: (): never => {
    throw new Error('no file is expected');
  },
};

function flow(spec: ExperimentSpec, change: Partial<FlowOptions> = {}, compare = false): FlowFacts {
  const options = { ...FLOW_DEFAULTS, ...change };
  return finish(runFlow(openSpec(spec, NO_FILES), { cell: 0, repetition: 1, options, compare }));
}

const preset = (depth: number): ExperimentSpec => findPreset(`small-scale-L${depth}`)!.spec;

/** Statements of Section 4 and its appendix, whose hypotheses the presets meet. */
const SECTION_4 =
  /^(assumptionA|lemma1|lemma2|theorem3|firstGradient|certifiedDecay|corollary[12](Lower|Upper)|lemma[78])/;

describe.each([2, 3, 4, 10])('gradient flow of the preset with small weights, L = %i', (depth) => {
  const facts = flow(preset(depth));

  it('reaches a minimiser, and is where the time to the saddle says', () => {
    expect(facts).toMatchObject({ ended: 'excessRisk', repetition: 1, depth });
    expect(facts.escape!.time).toBeGreaterThan(depth === 10 ? 1e25 : 1);
    // Weights drift by at most some thousand steps of 1e-10.
    expect(facts.relativeDrift).toBeLessThan(1e-8);
  });

  it('ends at nearly the least sharpness of all minimisers', () => {
    const ratio = facts.sharpness.value / facts.minimalSharpness;
    expect(ratio).toBeGreaterThan(1 - 1e-9);
    expect(ratio).toBeLessThan(1.01);
  });

  it('meets the hypotheses of Section 4, and its conclusions hold', () => {
    const section = facts.verdicts.filter(({ statement }) => SECTION_4.test(statement));
    for (const { statement, hypothesis, conclusion } of section) {
      expect([statement, hypothesis.holds, conclusion.holds]).toEqual([statement, true, true]);
    }
    expect(section.length).toBeGreaterThan(10);
  });
});

describe('gradient flow of a run', () => {
  it('has what a table of it needs, and gradient descent beside it', () => {
    const facts = flow(preset(2), {}, true);
    const { moments, beside } = facts;
    expect(moments[0]).toMatchObject({ time: 0, arcLength: 0, descent: 0, drift: 0 });
    expect(moments[0]!.layerNorms[0]).toBe(0);
    expect(moments.at(-1)!.excessRisk).toBeLessThanOrEqual(1e-12);
    // The risk fell from R_0 by what was descended, to the tolerance.
    const fallen = moments[0]!.excessRisk - moments.at(-1)!.excessRisk;
    expect(Math.abs(moments.at(-1)!.descent - fallen)).toBeLessThan(1e-8 * fallen);
    expect(beside!.complete).toBe(true);
    expect(beside!.moments[0]).toMatchObject({ step: 0, distance: 0 });
    expect(beside!.moments.at(-1)!.step).toBe(1000);
    expect(beside!.moments.at(-1)!.productDistance).toBeLessThan(1e-6);
  });

  it('knows no learning rate: cells that start from the same weights have the same flow', () => {
    const opened = openSpec(preset(3), NO_FILES);
    const [slow, fast] = [0, 1].map((cell) =>
      finish(runFlow(opened, { cell, repetition: 0, options: FLOW_DEFAULTS, compare: false })),
    );
    expect(fast!.moments).toEqual(slow!.moments);
    expect(fast!.learningRate).not.toBe(slow!.learningRate);
  });

  it.each([
    [{ relativeTolerance: 0 }, /relative tolerance is 0; it must be from 1e-14/],
    [{ absoluteTolerance: 1 }, /absolute tolerance is 1; it must be from 1e-14 .* to 0\.1/],
    [{ until: { ...FLOW_DEFAULTS.until, time: -1 } }, /time to end at is -1; it must be above 0/],
    [
      { until: { ...FLOW_DEFAULTS.until, steps: 0.5 } },
      /number of steps is 0\.5; it must be an integer from 1/,
    ],
    [{ until: { ...FLOW_DEFAULTS.until, excessRisk: NaN } }, /excess risk to end at is NaN/],
  ] as const)('refuses %j', (change, message) => {
    expect(() => flow(preset(2), change)).toThrow(message);
  });

  it('refuses places that are not, and networks that are not linear', () => {
    const opened = openSpec(smallSpec(), NO_FILES);
    const at = (cell: number, repetition: number): unknown =>
      finish(runFlow(opened, { cell, repetition, options: FLOW_DEFAULTS, compare: false }));
    expect(() => at(4, 0)).toThrow(/cell is 4; it must be an integer from 0 to 3/);
    expect(() => at(0, 3)).toThrow(/repetition is 3; it must be an integer from 0 to 2/);
    const gelu = smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } });
    expect(() => flow(gelu)).toThrow(/GELU/);
  });
});
