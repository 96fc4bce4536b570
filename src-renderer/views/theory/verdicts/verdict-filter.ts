import { contradictions, failuresOutside, type VerdictTally } from '@shared/figures/verdicts/verdict-tally';
import type { Option } from '../../../components/fields/option';

export const VERDICT_FILTERS = ['all', 'contradicted', 'outside', 'vacuous', 'tight'] as const;
export type VerdictFilter = (typeof VERDICT_FILTERS)[number];

const PASSES: Readonly<Record<VerdictFilter, (tally: VerdictTally) => boolean>> = {
  all: () => true,
  contradicted: (tally) => contradictions(tally) > 0,
  outside: (tally) => failuresOutside(tally) > 0,
  vacuous: ({ vacuous }) => vacuous > 0,
  tight: ({ tight }) => tight > 0,
};

const TITLES: Readonly<Record<VerdictFilter, string>> = {
  all: 'All',
  contradicted: 'Contradicted',
  outside: 'Fails outside',
  vacuous: 'Vacuous',
  tight: 'Tight',
};

export const FILTER_MEANINGS: Readonly<Record<VerdictFilter, string>> = {
  all: 'every statement',
  contradicted:
    'statements with a counterexample: a run whose hypothesis holds and whose conclusion fails, which would be news',
  outside:
    'conclusions that fail in a run outside their assumptions, where the hypothesis does not hold: of such runs the statement says nothing',
  vacuous: 'bounds that say nothing in at least one run: any network would satisfy them',
  tight: 'conclusions that hold with less than 5 % of their bound to spare in at least one run',
};

export function passes(filter: VerdictFilter, tally: VerdictTally): boolean {
  return PASSES[filter](tally);
}

/** The filters with how many of these tallies pass. */
export function filterOptions(tallies: readonly VerdictTally[]): Option<VerdictFilter>[] {
  return VERDICT_FILTERS.map((value) => ({
    value,
    title: `${TITLES[value]} ${tallies.filter((tally) => passes(value, tally)).length}`,
  }));
}
