import { defineAsyncComponent, type Component } from 'vue';
import type { IconName } from '../components/icons';
import { VIEW_IDS, type ViewId } from '../stores/navigation';

export interface View {
  readonly id: ViewId;
  readonly title: string;
  readonly icon: IconName;
  readonly shortcut: string;
  readonly component: Component;
}

type Description = Pick<View, 'title' | 'icon' | 'component'>;

const DESCRIPTIONS: Record<ViewId, Description> = {
  library: {
    title: 'Library',
    icon: 'library',
    component: defineAsyncComponent(() => import('./library/LibraryView.vue')),
  },
  design: {
    title: 'Design',
    icon: 'design',
    component: defineAsyncComponent(() => import('./design/DesignView.vue')),
  },
  monitor: {
    title: 'Monitor',
    icon: 'monitor',
    component: defineAsyncComponent(() => import('./monitor/MonitorView.vue')),
  },
  results: {
    title: 'Results',
    icon: 'results',
    component: defineAsyncComponent(() => import('./results/ResultsView.vue')),
  },
  theory: {
    title: 'Theory',
    icon: 'theory',
    component: defineAsyncComponent(() => import('./theory/TheoryView.vue')),
  },
  compare: {
    title: 'Compare',
    icon: 'compare',
    component: defineAsyncComponent(() => import('./compare/CompareView.vue')),
  },
  figures: {
    title: 'Figures',
    icon: 'figures',
    component: defineAsyncComponent(() => import('./figures/FiguresView.vue')),
  },
};

/** The views, in the order of the rail. */
export const VIEWS: readonly View[] = VIEW_IDS.map((id, i) => ({
  id,
  shortcut: `Mod+${i + 1}`,
  ...DESCRIPTIONS[id],
}));
