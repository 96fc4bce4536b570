import { defineAsyncComponent, type Component } from 'vue';
import type { IconName } from '../components/icons';
import { VIEW_IDS, type ViewId } from '../stores/navigation';

export interface View {
  readonly id: ViewId;
  readonly title: string;
  readonly icon: IconName;
  readonly shortcut: string;
  readonly component: Component;
  /** Fetches what the component is made of, which is done anyway once it is shown. */
  readonly load: () => Promise<{ readonly default: Component }>;
}

type Description = Pick<View, 'title' | 'icon' | 'load'>;

const DESCRIPTIONS: Record<ViewId, Description> = {
  library: {
    title: 'Library',
    icon: 'library',
    load: () => import('./library/LibraryView.vue'),
  },
  design: {
    title: 'Design',
    icon: 'design',
    load: () => import('./design/DesignView.vue'),
  },
  monitor: {
    title: 'Monitor',
    icon: 'monitor',
    load: () => import('./monitor/MonitorView.vue'),
  },
  results: {
    title: 'Results',
    icon: 'results',
    load: () => import('./results/ResultsView.vue'),
  },
  theory: {
    title: 'Theory',
    icon: 'theory',
    load: () => import('./theory/TheoryView.vue'),
  },
  compare: {
    title: 'Compare',
    icon: 'compare',
    load: () => import('./compare/CompareView.vue'),
  },
  figures: {
    title: 'Figures',
    icon: 'figures',
    load: () => import('./figures/FiguresView.vue'),
  },
};

/** The views, in the order of the rail. */
export const VIEWS: readonly View[] = VIEW_IDS.map((id, i) => ({
  id,
  shortcut: `Mod+${i + 1}`,
  ...DESCRIPTIONS[id],
  component: defineAsyncComponent(DESCRIPTIONS[id].load),
}));
