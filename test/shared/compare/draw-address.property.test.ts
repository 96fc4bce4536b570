import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '@shared/catalogue';
import { drawAddress, drawsDiffer } from '@shared/compare/draw-address';
import { plan, type Cell } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { preparedOf } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';

/** The numbers that a cell's run starts from, as the engine draws them. */
function drawn(spec: ExperimentSpec, cell: Cell, repetition: number): string {
  const { draws, model } = preparedOf(spec).task(cell, repetition);
  const { widths } = model.network.shape;
  return JSON.stringify(widths.slice(1).map((width, k) => [...draws.layer(k + 1, width * widths[k]!)]));
}

const independent = { randomness: { scheme: 'content', draws: 'independent' } };
const wide = { network: { kind: 'fullyConnected', hiddenWidths: 4 } };
const SMALL: readonly ExperimentSpec[] = [
  smallSpec(),
  smallSpec({ name: 'other data', data: { kind: 'synthetic', samples: 30, features: 3, noise: 0 } }),
  smallSpec({ seed: 8 }),
  smallSpec({ initialisation: { family: 'gaussianZeroLayer' } }),
  smallSpec(independent),
  smallSpec({ ...independent, seed: 8 }),
  smallSpec(wide),
  smallSpec({ data: { kind: 'synthetic', samples: 20, features: 4 } }),
  smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } }),
];
const AUTHORS = PRESETS.filter(({ spec }) => spec.randomness.scheme === 'authors').map(({ spec }) => spec);

describe('addresses of draws', () => {
  it('are equal exactly where the numbers are (property)', () => {
    const place = fc
      .constantFrom(...SMALL)
      .chain((spec) => fc.record({ spec: fc.constant(spec), cell: fc.constantFrom(...plan(spec).cells) }));
    let [same, different] = [0, 0];
    fc.assert(
      fc.property(place, place, ({ spec: a, cell: x }, { spec: b, cell: y }) => {
        const equal = drawsDiffer(address(a, x), address(b, y)) === null;
        expect(drawn(a, x, 1) === drawn(b, y, 1)).toBe(equal);
        if (equal) same += 1;
        else different += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(same, different)).toBeGreaterThan(20);
  });

  it('of the authors’ sweeps are equal exactly where the numbers are', () => {
    const places = AUTHORS.flatMap((spec) => {
      const { cells } = plan(spec);
      return [cells[0]!, cells[1]!, cells.at(-1)!].map((cell) => ({
        of: address(spec, cell),
        numbers: drawn(spec, cell, 0),
      }));
    });
    let same = 0;
    places.forEach((a, i) => {
      places.slice(0, i).forEach((b) => {
        const equal = drawsDiffer(a.of, b.of) === null;
        expect(a.numbers === b.numbers).toBe(equal);
        if (equal) same += 1;
      });
    });
    // Both runs of a trajectory, and the two sweeps of figure 7.
    expect(same).toBeGreaterThan(3);
  });

  it('say in words what differs', () => {
    const [a, b] = [smallSpec(), smallSpec({ seed: 8 })];
    const [cell] = plan(a).cells;
    expect(drawsDiffer(address(a, cell!), address(b, cell!))).toBe('their seeds differ');
  });
});

function address(spec: ExperimentSpec, cell: Cell): ReturnType<typeof drawAddress> {
  return drawAddress(spec, cell, preparedOf(spec).problem.features);
}
