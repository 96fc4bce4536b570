import { balancedMinimiser } from './network/initialisations/balanced-minimiser';
import { gaussian } from './network/initialisations/gaussian';
import { gaussianZeroLayer } from './network/initialisations/gaussian-zero-layer';
import { identity } from './network/initialisations/identity';
import type { Initialisation } from './network/initialisations/initialisation';
import { rescaledMinimiser } from './network/initialisations/rescaled-minimiser';
import { residual } from './network/initialisations/residual';
import { RESIDUAL_STATEMENTS } from './theory/residual/residual-statements';
import { GENERAL_STATEMENTS } from './theory/general/statements';
import { MINIMISER_STATEMENTS } from './theory/minimisers/statements';
import { SMALL_SCALE_STATEMENTS } from './theory/small-scale/statements';
import type { Statement } from './theory/statement';
import type { MeasureName } from './training/run-result';

/** The one list of what the workbench knows: forms, help and validation are made from it. */

export { PRESETS, findPreset } from './experiment/presets';
export { OUTCOME_MEANINGS } from './training/outcome';

export const INITIALISATIONS: readonly Initialisation[] = [
  gaussian,
  residual,
  gaussianZeroLayer,
  identity,
  balancedMinimiser,
  rescaledMinimiser,
];

export const STATEMENTS: readonly Statement[] = [
  ...MINIMISER_STATEMENTS,
  ...SMALL_SCALE_STATEMENTS,
  ...RESIDUAL_STATEMENTS,
  ...GENERAL_STATEMENTS,
];

export const DYNAMICS = [{ id: 'gradientDescent', title: 'Gradient descent', source: 'Section 2' }] as const;

export interface MeasureDescription {
  readonly symbol: string;
  readonly meaning: string;
}

const AT = { initial: 'before the first step', final: 'after the last step' } as const;
const PUBLISHED =
  'norm of the Hessian by power iteration as the authors report it (norm before the last of 20 iterations)';

function described(when: 'initial' | 'final'): Record<string, MeasureDescription> {
  return {
    [`${when}Risk`]: {
      symbol: 'R',
      meaning: `training risk, the mean squared error on the training table, ${AT[when]}`,
    },
    [`${when}ExcessRisk`]: {
      symbol: 'R - R_min',
      meaning: `excess training risk ${AT[when]}; with GELU, whose least risk is not known, over the lower bound 0`,
    },
    [`${when}TestRisk`]: { symbol: 'R_test', meaning: `mean squared error on the test table ${AT[when]}` },
    [`${when}SquaredDistance`]: {
      symbol: '‖w_prod - w⋆‖²',
      meaning: `squared distance to the optimal regressor (a sum over coordinates) ${AT[when]}; of linear networks only`,
    },
    [`${when}Sharpness`]: {
      symbol: 'S',
      meaning: `largest eigenvalue of the Hessian of the risk ${AT[when]}`,
    },
  };
}

export const MEASURE_DESCRIPTIONS = {
  ...described('initial'),
  initialSharpnessAsPublished: { symbol: 'S', meaning: `${PUBLISHED}, before the first step` },
  ...described('final'),
  finalSharpnessAsPublished: { symbol: 'S', meaning: `${PUBLISHED}, up to 4 steps before the end` },
} as Record<MeasureName, MeasureDescription>;
