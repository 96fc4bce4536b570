import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { LARGEST_BLOCK, runsSideBySide } from '@shared/training/side-by-side';
import { kernelFor } from '../../../../src-main/engine/kernel/kernel-for';
import { linearKernelBytes } from '../../../../src-main/engine/kernel/linear-kernel';
import { randomProblem } from '../../../builders/networks';

const square = (width: number, depth: number): number[] => Array.from({ length: depth + 1 }, () => width);

describe('the choice of a kernel', () => {
  it('takes four lanes, two where four would be too large, and the scalar code for the largest networks', () => {
    const lanesOf = (widths: number[]): number => {
      const { problem } = randomProblem(4, widths[0]!, 3, true);
      const projection = new Float64Array(widths.at(-1)!).fill(1);
      return kernelFor(linearModel({ shape: networkShape(widths), projection }, problem)).lanes;
    };
    expect(lanesOf(square(5, 10))).toBe(4);
    expect(lanesOf(square(64, 90))).toBe(2);
    expect(lanesOf(square(64, 200))).toBe(1);
  });

  it('keeps what it says of the memory of a block', () => {
    for (const width of [3, 5, 20, 64, 128]) {
      for (const depth of [1, 2, 10, 40, 120]) {
        const shape = networkShape(square(width, depth));
        const lanes = runsSideBySide(shape);
        // A page of 64 KiB for each of the two modules may be started and not used.
        if (lanes > 1)
          expect(linearKernelBytes(shape, lanes as 2 | 4)).toBeLessThan(LARGEST_BLOCK + 2 * 65536);
      }
    }
  });
});
