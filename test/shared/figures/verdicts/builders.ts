import type { ConclusionVerdict, StatementVerdict } from '@shared/theory/verdict';

/** A verdict with these sides; measured and bound follow from nothing. */
export function aVerdict(
  hypothesis: boolean | null,
  conclusion: Partial<ConclusionVerdict>,
  statement = 'some',
): StatementVerdict {
  return {
    statement,
    hypothesis: { holds: hypothesis, measured: null, bound: null, conditions: [] },
    conclusion: {
      holds: true,
      measured: 1,
      bound: 2,
      relation: 'atMost',
      slack: 0.5,
      error: 0,
      worst: { time: 1, step: 10, layer: null },
      firstViolation: null,
      vacuous: false,
      ...conclusion,
    },
  };
}
