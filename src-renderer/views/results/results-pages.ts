import type { ResultsPage } from '../../stores/navigation';

/** What Results shows of an experiment, in the order of its tabs. */
export const RESULTS_TITLES = [
  { value: 'divergence', title: 'Divergence' },
  { value: 'distance', title: 'Distance' },
  { value: 'sharpness', title: 'Sharpness' },
  { value: 'generalisation', title: 'Generalisation' },
  { value: 'table', title: 'Table' },
] as const satisfies readonly { value: ResultsPage; title: string }[];
