import { describe, expect, it } from 'vitest';
import {
  geluDescentStep,
  geluGradient,
  geluOutputs,
  geluWorkspace,
  outputRisk,
} from '@shared/network/gelu-network';
import { GELU_SHAPES, naiveGeluRisk, naiveOutputs, randomGeluNetwork } from '../../builders/gelu-networks';

/** Central differences err by h² f'''/6 + ε f/h; with numbers of order 1 to 100, h = 10⁻⁵ leaves about 10⁻⁸. */
const STEP = 1e-5;
const TOLERANCE = 1e-6;

describe.each(GELU_SHAPES.map((widths) => [widths.join('-'), widths] as const))(
  'GELU network %s',
  (_, widths) => {
    const { shape, table, weights } = randomGeluNetwork(widths, 3);
    const workspace = geluWorkspace(shape, table);

    it('outputs and risk against naive sums', () => {
      const outputs = geluOutputs(shape, table, weights, workspace);
      // A few tens of operations on numbers of order 1 to 10.
      naiveOutputs(shape, weights, table).forEach((output, i) =>
        expect(Math.abs(outputs[i]! - output)).toBeLessThan(1e-13 * Math.max(1, Math.abs(output))),
      );
      const risk = naiveGeluRisk(shape, weights, table);
      expect(Math.abs(outputRisk(table, outputs) - risk)).toBeLessThan(1e-12 * risk);
    });

    it('gradient', () => {
      const slope = new Float64Array(weights.length);
      geluGradient(shape, table, weights, workspace, slope);
      slope.forEach((value, i) => {
        const at = (shift: number): number => {
          const moved = Float64Array.from(weights);
          moved[i]! += shift;
          return naiveGeluRisk(shape, moved, table);
        };
        const difference = (at(STEP) - at(-STEP)) / (2 * STEP);
        expect(Math.abs(value - difference)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(difference)));
      });
    });

    it('a step is W - η ∇R, and leaves the outputs of the weights before it', () => {
      const slope = new Float64Array(weights.length);
      geluGradient(shape, table, weights, workspace, slope);
      const before = Float64Array.from(workspace.outputs);
      const moved = Float64Array.from(weights);
      geluDescentStep(shape, table, 0.03, moved, workspace);
      expect(workspace.outputs).toEqual(before);
      // The factor 2η/n is rounded once more on one of the two ways.
      moved.forEach((w, i) => {
        const expected = weights[i]! - 0.03 * slope[i]!;
        expect(Math.abs(w - expected)).toBeLessThan(4 * Number.EPSILON * (Math.abs(w) + Math.abs(slope[i]!)));
      });
    });
  },
);
