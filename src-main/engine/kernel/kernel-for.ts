import type { Model } from '@shared/network/model';
import { runsSideBySide } from '@shared/training/side-by-side';
import type { LaneKernel } from './lane-kernel';
import { linearKernel } from './linear-kernel';
import { scalarKernel } from './scalar-kernel';

/** The fastest kernel for a model that keeps within the memory of one block. */
export function kernelFor(model: Model): LaneKernel {
  if (model.kind !== 'linear') return scalarKernel(model);
  const lanes = runsSideBySide(model.shape, 0);
  return lanes === 1 ? scalarKernel(model) : linearKernel(model.network, model.problem, lanes);
}
