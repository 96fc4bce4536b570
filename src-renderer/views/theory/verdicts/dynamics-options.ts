import type { DynamicsKind } from '@shared/training/trajectory';
import type { Option } from '../../../components/fields/option';

export const DYNAMICS_OPTIONS: readonly Option<DynamicsKind>[] = [
  { value: 'gradientDescent', title: 'Gradient descent' },
  { value: 'gradientFlow', title: 'Gradient flow' },
];
