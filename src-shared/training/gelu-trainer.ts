import { geluDescentStep, geluOutputs, geluWorkspace, outputRisk } from '../network/gelu-network';
import type { GeluModel } from '../network/model';
import { norm } from '../numerics/dense';
import type { ScalarTrainer } from './scalar-trainer';

export function geluTrainer({ shape, train, problem: { test } }: GeluModel): ScalarTrainer {
  const weights = new Float64Array(shape.parameterCount);
  const workspace = geluWorkspace(shape, train);
  const testWorkspace = test && geluWorkspace(shape, test);
  return {
    weights,
    step: (learningRate) => geluDescentStep(shape, train, learningRate, weights, workspace),
    get excessRisk() {
      return outputRisk(train, workspace.outputs);
    },
    observe: () => {
      const outputs = geluOutputs(shape, train, weights, workspace);
      const risk = outputRisk(train, outputs);
      return {
        risk,
        excessRisk: risk,
        squaredDistance: null,
        outputSize: norm(outputs) / Math.sqrt(train.samples),
      };
    },
    testRisk: () =>
      test && testWorkspace && outputRisk(test, geluOutputs(shape, test, weights, testWorkspace)),
  };
}
