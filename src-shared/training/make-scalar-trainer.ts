import type { Model } from '../network/model';
import { geluTrainer } from './gelu-trainer';
import { linearTrainer } from './linear-trainer';
import type { ScalarTrainer } from './scalar-trainer';

export function makeScalarTrainer(model: Model): ScalarTrainer {
  return model.kind === 'linear' ? linearTrainer(model) : geluTrainer(model);
}
