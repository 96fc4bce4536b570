import type { BoundsRow } from '../bounds-table';
import type { Ink, ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';

export const THEORY_INK: Ink = { kind: 'theory' };

/** S_min thin, Theorem 2's bounds on it dotted. */
export function minimalSharpnessLines({ lower, exact, upper }: BoundsRow): ReferenceLine[] {
  return [
    {
      id: 'lower',
      label: '',
      meaning: `Lower dotted line: no minimiser is flatter than ${formatNumber(lower)} (Theorem 2, 2‖w⋆‖^{2−2/L}‖p‖^{2/L}La).`,
      stroke: 'dotted',
      ink: THEORY_INK,
      along: { y: lower },
    },
    {
      id: 'exact',
      label: `S_{min} = ${formatNumber(exact)}`,
      meaning: `Thin: S_{min} = ${formatNumber(exact)}, the sharpness of the flattest minimiser, exactly.`,
      stroke: 'solid',
      ink: THEORY_INK,
      along: { y: exact },
    },
    {
      id: 'upper',
      label: '',
      meaning: `Upper dotted line: the flattest minimiser is at most as sharp as ${formatNumber(upper)} (Theorem 2).`,
      stroke: 'dotted',
      ink: THEORY_INK,
      along: { y: upper },
    },
  ];
}
