import type { Model } from '@shared/network/model';
import type { LaneKernel } from './lane-kernel';
import type { Lanes } from './lane-memory';
import { linearKernel, linearKernelBytes } from './linear-kernel';
import { scalarKernel } from './scalar-kernel';

/** What the memory of one kernel may take, in bytes; larger networks get fewer lanes. */
export const KERNEL_BYTES = 50e6;

/** The fastest kernel for a model that keeps within the memory of one kernel. */
export function kernelFor(model: Model): LaneKernel {
  if (model.kind !== 'linear') return scalarKernel(model);
  const fits = (lanes: Lanes): boolean => linearKernelBytes(model.shape, lanes) <= KERNEL_BYTES;
  const lanes = ([4, 2] as const).find(fits);
  return lanes === undefined ? scalarKernel(model) : linearKernel(model.network, model.problem, lanes);
}
