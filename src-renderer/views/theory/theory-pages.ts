import { defineAsyncComponent, type Component } from 'vue';
import { THEORY_PAGES, type TheoryPage } from '../../stores/navigation';

export interface TheoryPageEntry {
  readonly value: TheoryPage;
  readonly title: string;
  /** Takes `record`: the experiment that is looked at, or null for the design. */
  readonly component: Component;
}

const DESCRIPTIONS: Record<TheoryPage, Omit<TheoryPageEntry, 'value'>> = {
  statements: {
    title: 'Statements',
    component: defineAsyncComponent(() => import('./StatementsPage.vue')),
  },
  verdicts: {
    title: 'Verdicts',
    component: defineAsyncComponent(() => import('./verdicts/VerdictsPage.vue')),
  },
  run: {
    title: 'Run',
    component: defineAsyncComponent(() => import('./run/RunPage.vue')),
  },
  spectrum: {
    title: 'Spectrum',
    component: defineAsyncComponent(() => import('./spectrum/SpectrumPage.vue')),
  },
  minimisers: {
    title: 'Minimisers',
    component: defineAsyncComponent(() => import('./minimisers/MinimisersPage.vue')),
  },
  criticalRate: {
    title: 'Critical rate',
    component: defineAsyncComponent(() => import('./critical-rate/CriticalRatePage.vue')),
  },
  residual: {
    title: 'Residual products',
    component: defineAsyncComponent(() => import('./residual/ResidualPage.vue')),
  },
  multivariate: {
    title: 'Multivariate',
    component: defineAsyncComponent(() => import('./multivariate/MultivariatePage.vue')),
  },
  ledger: {
    title: 'Looseness',
    component: defineAsyncComponent(() => import('./ledger/LedgerPage.vue')),
  },
};

/** The pages of Theory, in the order of their tabs. */
export const PAGES: readonly TheoryPageEntry[] = THEORY_PAGES.map((value) => ({
  value,
  ...DESCRIPTIONS[value],
}));
