import { norm } from '../../numerics/dense';
import type { JudgedRun, MomentFacts } from '../judged-run';

/**
 * The excess risk that a run cannot be followed below: w_prod is a product of L layers in float64, whose entries an
 * integrator keeps to its tolerance at every step, so that w_prod - w⋆ stays of that size times ‖p‖ Π‖W_k‖.
 */
export function excessResolution({ setting, trajectory }: JudgedRun, { layers }: MomentFacts): number {
  const { dynamics, model } = trajectory;
  const flow = dynamics.kind === 'gradientFlow' ? dynamics.relativeTolerance + dynamics.absoluteTolerance : 0;
  const product = layers.reduce((size, layer) => size * layer.frobeniusNorm, norm(model.network.projection));
  const distance = 4 * setting.depth * (model.shape.maxWidth * Number.EPSILON + flow) * product;
  return setting.problem.lambdaMax * distance * distance;
}
