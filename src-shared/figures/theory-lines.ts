import { stableSharpness } from '../theory/critical-learning-rate';
import { isLinear } from '../experiment/linearity';
import type { BoundsRow } from './bounds-table';
import type { FigureSource, FigureText, Ink, ReferenceLine } from './figure-data';
import { formatNumber, formatSetting } from './format-number';

/** The lines that theory draws into figures, and what they mean. */

const THEORY: Ink = { kind: 'theory' };

export function boundsAt({ theory }: FigureSource, depth: number): BoundsRow | null {
  return theory?.bounds.find((row) => row.depth === depth) ?? null;
}

/**
 * Dotted bounds and the thin exact S_min at one depth; the upper bound is a statement on fully connected networks. Of
 * GELU networks nothing is proved: there the two bounds of the linear network are drawn for reference, as in figure 7.
 */
export function sharpnessBounds(
  { spec }: FigureSource,
  bounds: BoundsRow | null,
  ink: Ink = THEORY,
  labelled = true,
): ReferenceLine[] {
  if (bounds === null) return [];
  if (!isLinear(spec)) return boundsForReference(bounds, ink, labelled);
  const { depth, lower, exact, smallInitialisationUpper } = bounds;
  const id = (name: string): string => `${name}-${depth}`;
  /** Unnamed lines stand beside those of other depths. */
  const family = (said: FigureText): Pick<ReferenceLine, 'family'> => (labelled ? {} : { family: said });
  const lines: ReferenceLine[] = [
    {
      id: id('lower'),
      label: '',
      meaning: `Dotted: no minimiser is flatter than ${formatNumber(lower)} (Theorem 2, lower bound 2‖w⋆‖^{2−2/L}‖p‖^{2/L}La).`,
      ...family('Lower dotted line of each colour: no minimiser of its depth is flatter (Theorem 2).'),
      stroke: 'dotted',
      ink,
      along: { y: lower },
    },
    {
      id: id('exact'),
      label: labelled ? `S_{min} = ${formatNumber(exact)}` : '',
      meaning: `Thin: S_{min} = ${formatNumber(exact)}, the sharpness of the flattest minimiser, exactly.`,
      ...family(
        'Thin, in the colour of each line: S_{min}, the sharpness of the flattest minimiser of its depth.',
      ),
      stroke: 'solid',
      ink,
      along: { y: exact },
    },
  ];
  if (spec.network.kind === 'fullyConnected' && smallInitialisationUpper !== null) {
    lines.push({
      id: id('upper'),
      label: labelled ? `8LΛ = ${formatNumber(smallInitialisationUpper)}` : '',
      meaning: `Dotted: gradient flow from small weights ends at most this sharp, ${formatNumber(smallInitialisationUpper)} (Corollary 2, 8LΛ‖w⋆‖^{2−2/L}).`,
      ...family(
        'Upper dotted line of each colour: gradient flow from small weights ends at most this sharp (Corollary 2).',
      ),
      stroke: 'dotted',
      ink,
      along: { y: smallInitialisationUpper },
    });
  }
  return lines;
}

/** What has to be said with those. */
export function referenceSaid({ spec, theory }: FigureSource): FigureText[] {
  return isLinear(spec) || theory === null ? [] : [FOR_REFERENCE];
}

const FOR_REFERENCE: FigureText =
  'Dotted, for reference: bounds of the linear network on the same data. They bound no GELU network.';

function boundsForReference(
  { depth, lower, smallInitialisationUpper }: BoundsRow,
  ink: Ink,
  labelled: boolean,
): ReferenceLine[] {
  const line = (name: string, formula: string, y: number, meaning: string): ReferenceLine => ({
    id: `${name}-${depth}`,
    label: labelled ? `${formula} = ${formatNumber(y)}` : '',
    meaning: `Dotted, for reference: ${formatNumber(y)}, ${meaning} of the linear network on the same data; it bounds no GELU network.`,
    family: FOR_REFERENCE,
    stroke: 'dotted',
    ink,
    along: { y },
  });
  return [
    line('lower', '2La', lower, 'Theorem 2’s lower bound'),
    ...(smallInitialisationUpper === null
      ? []
      : [line('upper', '8LΛ', smallInitialisationUpper, 'Corollary 2’s bound from small weights')]),
  ];
}

/** Dashed in the colour of its learning rate: a minimiser is stable only where its sharpness is at most 2/η. */
export function stabilityLine(learningRate: number, ink: Ink): ReferenceLine {
  const threshold = stableSharpness(learningRate);
  return {
    id: `stability-${learningRate}`,
    label: `2/η = ${formatNumber(threshold, 3)}`,
    meaning: `Dashed: 2/η for η = ${formatSetting(learningRate)}; gradient descent keeps no minimiser sharper than this.`,
    family: 'Dashed, in the colour of each line: 2/η; gradient descent keeps no minimiser sharper than this.',
    stroke: 'dashed',
    ink,
    along: { y: threshold },
  };
}

/** 2/η over these learning rates: a straight line where both axes are logarithmic. */
export function stabilityCurve(rates: readonly number[]): ReferenceLine {
  return {
    id: 'stability',
    label: '2/η',
    meaning: 'Dashed: 2/η; gradient descent keeps no minimiser sharper than this.',
    stroke: 'dashed',
    ink: THEORY,
    along: { points: rates.map((rate) => [rate, stableSharpness(rate)]) },
  };
}

/** The critical learning rate of one depth, and the paper's upper bound of it, as vertical lines. */
export function criticalRates(bounds: BoundsRow | null, ink: Ink): ReferenceLine[] {
  if (bounds === null) return [];
  const { depth, criticalLearningRate, criticalLearningRateUpperBound } = bounds;
  return [
    {
      id: `critical-bound-${depth}`,
      label: '',
      meaning: `Dashed: upper bound ${formatNumber(criticalLearningRateUpperBound)} of the critical learning rate at L = ${depth} (Theorem 2).`,
      family:
        'Dashed, in the colour of each line: the upper bound of the critical learning rate at its depth (Theorem 2).',
      stroke: 'dashed',
      ink,
      along: { x: criticalLearningRateUpperBound },
    },
    {
      id: `critical-${depth}`,
      label: formatNumber(criticalLearningRate),
      meaning: `Thin: critical learning rate 2/S_{min} = ${formatNumber(criticalLearningRate)} at L = ${depth}: beyond this no minimiser is stable.`,
      family:
        'Thin, in the colour of each line: the critical learning rate 2/S_{min} at its depth, beyond which no minimiser is stable.',
      stroke: 'solid',
      ink,
      along: { x: criticalLearningRate },
    },
  ];
}
