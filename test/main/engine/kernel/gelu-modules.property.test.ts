import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geluModel } from '@shared/network/model';
import { regressionProblem } from '@shared/network/regression-problem';
import { networkShape } from '@shared/network/shape';
import { blockBytes, runsSideBySide } from '@shared/training/side-by-side';
import { isValid } from '../../../../src-main/engine/kernel/compile';
import { curvatureModule } from '../../../../src-main/engine/kernel/gelu-curvature';
import { trainingModule } from '../../../../src-main/engine/kernel/gelu-training';
import { geluKernelBytes } from '../../../../src-main/engine/kernel/gelu-kernel';
import type { Lanes } from '../../../../src-main/engine/kernel/lane-memory';
import { randomGeluNetwork } from '../../../builders/gelu-networks';

/** Hidden layers of one or two shapes: nearly all networks that are ever trained. */
const MOST_BYTES = 64 * 1024;
/** Every further shape takes the calls of its tiles. */
const MOST_BYTES_A_LAYER = 1024;

function expectSmallAndValid(widths: readonly number[], samples: number, lanes: Lanes): void {
  for (const build of [trainingModule, curvatureModule]) {
    const bytes = build(networkShape(widths), samples, lanes);
    expect(isValid(bytes)).toBe(true);
    const shapes = new Set(widths.slice(1).map((width, k) => `${width} ${widths[k]}`)).size;
    expect(bytes.length).toBeLessThan(MOST_BYTES + MOST_BYTES_A_LAYER * Math.max(0, shapes - 3));
  }
}

/** Records of samples take no more. */
const KEPT_BYTES = 16 * 1024 * 1024;

describe('Modules of GELU networks', () => {
  const width = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 256 }));
  const lanes = fc.constantFrom<Lanes>(2, 4);
  const samples = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 }));

  it('are valid and small for layers of one width (property)', () => {
    const depth = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(width, width, depth, samples, lanes, (features, d, layers, n, count) =>
        expectSmallAndValid([features, ...Array<number>(layers).fill(d), 1], n, count),
      ),
      { seed: 4, endOnFailure: true },
    );
  });

  it('are valid and bounded for any widths (property)', () => {
    const hidden = fc.array(width, { minLength: 1, maxLength: 64, size: 'max' });
    fc.assert(
      fc.property(hidden, samples, lanes, (widths, n, count) =>
        expectSmallAndValid([...widths, 1], n, count),
      ),
      { numRuns: 50, seed: 5, endOnFailure: true },
    );
  });

  it('take the memory that a block is counted with, but for tables and a few pages', () => {
    for (const [d, depth, n] of [
      [5, 10, 50],
      [5, 10, 5000],
      [64, 8, 30],
      [64, 32, 100],
      [128, 3, 1500],
    ] as const) {
      const { shape, table } = randomGeluNetwork([...Array<number>(depth).fill(d), 1], 1, 1, n);
      const problem = regressionProblem({ train: table, test: null });
      const model = geluModel({ shape, projection: Float64Array.of(1) }, problem, table);
      const count = runsSideBySide(shape);
      expect(count).toBeGreaterThan(1);
      // Either module has its table, and what it keeps of a group beside its record.
      const beside = 2 * (8 * (n + 1) * (d + 1) + 8 * 8 * count * (depth + 3) * d);
      expect(geluKernelBytes(model, count as Lanes)).toBeLessThan(
        blockBytes(shape) + KEPT_BYTES + beside + 65536,
      );
    }
  });
});
