import type { Model } from '@shared/network/model';
import { runsSideBySide } from '@shared/training/side-by-side';
import { geluKernel } from './gelu-kernel';
import type { LaneKernel } from './lane-kernel';
import { linearKernel } from './linear-kernel';
import { scalarKernel } from './scalar-kernel';

/** The fastest kernel for a model that keeps within the memory of one block. */
export function kernelFor(model: Model): LaneKernel {
  const lanes = runsSideBySide(model.shape);
  if (lanes === 1) return scalarKernel(model);
  return model.kind === 'gelu' ? geluKernel(model, lanes) : linearKernel(model.network, model.problem, lanes);
}
