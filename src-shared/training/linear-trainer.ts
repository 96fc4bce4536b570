import { backward, excessRisk, linearWorkspace, squaredDistance } from '../network/linear-network';
import type { LinearModel } from '../network/model';
import { meanSquaredError } from '../network/regression-problem';
import { norm } from '../numerics/dense';
import { gradientDescentStep } from './gradient-descent';
import type { ScalarTrainer } from './scalar-trainer';

export function linearTrainer({ network, problem }: LinearModel): ScalarTrainer {
  const weights = new Float64Array(network.shape.parameterCount);
  const workspace = linearWorkspace(network);
  const product = workspace.outputs[0]!;
  return {
    weights,
    step: (learningRate) => gradientDescentStep(network, problem, learningRate, weights, workspace),
    get excessRisk() {
      return excessRisk(workspace);
    },
    observe: () => {
      backward(network, problem, weights, workspace);
      const excess = excessRisk(workspace);
      return {
        risk: problem.riskMin + excess,
        excessRisk: excess,
        squaredDistance: squaredDistance(workspace),
        outputSize: norm(product),
      };
    },
    testRisk: () => problem.test && meanSquaredError(problem.test, product),
  };
}
