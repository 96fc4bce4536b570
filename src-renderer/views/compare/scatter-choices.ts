import { isLinear } from '@shared/experiment/linearity';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { hasTestTable } from '@shared/figures/request-checks';
import {
  ALONG,
  alongTitle,
  COURSE_QUANTITIES,
  recordedOn,
  SCATTER_SETTINGS,
  scatterQuantityTitle,
  scatterTitle,
  type Along,
  type CourseQuantity,
  type ScatterAxis,
  type ScatterQuantity,
} from '@shared/figures/scatter-axis';
import { OUTCOMES } from '@shared/training/run-result';

/** What can be chosen for an axis, by names that a select can hold. */

export interface QuantityChoice {
  readonly value: string;
  readonly title: string;
  readonly what: ScatterQuantity;
  readonly scale: ScatterAxis['scale'];
}

/** The quantities that all of these experiments have. */
export function quantityChoices(
  specs: readonly ExperimentSpec[],
  points: 'runs' | 'cells',
): readonly QuantityChoice[] {
  const has = (quantity: CourseQuantity): boolean => {
    if (quantity === 'squaredDistance') return specs.every(isLinear);
    return quantity !== 'testRisk' || specs.every(({ data }) => hasTestTable(data));
  };
  return [
    ...COURSE_QUANTITIES.filter(has).map((quantity): QuantityChoice => ({
      value: quantity,
      title: scatterQuantityTitle(quantity),
      what: { of: 'course', quantity, along: 'last' },
      scale: 'log',
    })),
    ...SCATTER_SETTINGS.map((setting): QuantityChoice => {
      const what = { of: 'setting', setting } as const;
      return {
        value: setting,
        title: scatterTitle(what, null),
        what,
        scale: setting === 'learningRate' ? 'log' : 'linear',
      };
    }),
    {
      value: 'steps',
      title: scatterTitle({ of: 'stepsTaken' }, null),
      what: { of: 'stepsTaken' },
      scale: 'linear',
    },
    ...(points === 'cells'
      ? OUTCOMES.map((outcome): QuantityChoice => {
          const what = { of: 'outcome', outcome } as const;
          return { value: outcome, title: scatterTitle(what, null), what, scale: 'linear' };
        })
      : []),
  ];
}

/** The name of an axis' quantity among the choices. */
export function quantityValue({ what }: ScatterAxis): string {
  switch (what.of) {
    case 'course':
      return what.quantity;
    case 'setting':
      return what.setting;
    case 'stepsTaken':
      return 'steps';
    case 'outcome':
      return what.outcome;
  }
}

/** Which numbers of a course all of these experiments have: both ends, and what is recorded on the way. */
export function alongChoices(
  quantity: CourseQuantity,
  specs: readonly ExperimentSpec[],
): readonly { value: Along; title: string; disabled: boolean; about?: string }[] {
  return ALONG.map((along) => {
    const recorded = recordedOn({ what: { of: 'course', quantity, along }, scale: 'log' });
    const ends = along === 'first' || along === 'last';
    const known =
      ends ||
      (recorded !== null && specs.every(({ trace }) => trace?.quantities.includes(recorded.quantity)));
    return {
      value: along,
      title: capitalised(alongTitle(along)),
      disabled: !known,
      ...(known ? {} : { about: 'not recorded by all of these experiments' }),
    };
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
