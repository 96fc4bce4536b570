import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { sharpness } from '@shared/curvature/sharpness';
import { hessianSpectrum } from '@shared/curvature/spectrum';
import { geluModel, linearModel } from '@shared/network/model';
import { keyAt, normals } from '@shared/numerics/random/content';
import { regressionProblem } from '@shared/network/regression-problem';
import { finish } from '../../builders/finish';
import { GELU_SHAPES, naiveGeluRisk, randomGeluNetwork } from '../../builders/gelu-networks';
import { jacobiEigenvalues, matrixOf } from '../../builders/linear-algebra';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const start = (D: number) => (): Float64Array => normals(keyAt(1, ['start']), D);

describe('the spectrum of a linear network', () => {
  it.each([...SHAPES, [5, 5, 5, 5, 1]].map((widths) => [widths.join('-'), widths] as const))(
    'is that of Jacobi rotations, and its top the sharpness, widths %s',
    (_, widths) => {
      const { problem } = randomProblem(20, widths[0]!, 41);
      const { network, weights } = randomNetwork(widths, 8);
      const D = weights.length;
      const model = linearModel(network, problem);
      const { eigenvalues, error } = finish(hessianSpectrum(model, weights))!;
      const dense = matrixOf(denseMatrix(linearHessian(network, problem, weights)), D, D);
      const symmetric = dense.map((row, i) => row.map((entry, j) => (entry + dense[j]![i]!) / 2));
      // Either method errs by at most the bound.
      jacobiEigenvalues(symmetric).forEach((value, i) =>
        expect(Math.abs(eigenvalues[i]! - value)).toBeLessThanOrEqual(2 * error),
      );
      const top = sharpness(model, weights, start(D));
      expect(Math.abs(eigenvalues.at(-1)! - top.value)).toBeLessThanOrEqual(top.error + error);
    },
  );
});

describe('the spectrum of a GELU network', () => {
  it.each(GELU_SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'is that of second differences of the naive risk, widths %s',
    (_, widths) => {
      const { shape, table, weights } = randomGeluNetwork(widths, 17);
      const D = shape.parameterCount;
      const problem = regressionProblem({ train: table, test: null });
      const model = geluModel({ shape, projection: Float64Array.of(1) }, problem, table);
      const { eigenvalues, error } = finish(hessianSpectrum(model, weights))!;
      const h = 1e-4;
      const risk = (i: number, a: number, j: number, b: number): number => {
        const moved = Float64Array.from(weights);
        moved[i]! += a;
        moved[j]! += b;
        return naiveGeluRisk(shape, moved, table);
      };
      const differences = Array.from({ length: D }, (_row, i) =>
        Array.from({ length: D }, (_column, j) => {
          const same = risk(i, h, j, h) + risk(i, -h, j, -h);
          return (same - risk(i, h, j, -h) - risk(i, -h, j, h)) / (4 * h * h);
        }),
      );
      // An entry errs by ε R/h² ≈ 10⁻⁷ at a risk of a few and by h² times fourth derivatives, less; eigenvalues by
      // at most D times that (Weyl).
      const size = Math.max(...eigenvalues.map(Math.abs));
      jacobiEigenvalues(differences).forEach((value, i) =>
        expect(Math.abs(eigenvalues[i]! - value)).toBeLessThan(D * 1e-7 * (1 + size)),
      );
      const top = sharpness(model, weights, start(D));
      expect(Math.abs(eigenvalues.at(-1)! - top.value)).toBeLessThanOrEqual(top.error + error);
    },
  );
});
