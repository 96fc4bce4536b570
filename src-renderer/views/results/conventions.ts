import type { Option } from '../../components/fields/option';
import type { Convention } from '@shared/figures/figure-data';

export const CONVENTION_OPTIONS: readonly Option<Convention>[] = [
  { value: 'exact', title: 'Exact' },
  { value: 'asPublished', title: 'As published' },
];
