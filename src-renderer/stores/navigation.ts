import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import { PAPER_FIGURES, type PaperFigureId } from '@shared/figures/paper-figures';
import type { RunPlace } from '@shared/training/run-result';
import { storedJson } from '../composables/stored-json';

export const VIEW_IDS = ['library', 'design', 'monitor', 'results', 'theory', 'compare', 'figures'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** What Results shows of an experiment. */
export const RESULTS_PAGES = ['divergence', 'distance', 'sharpness', 'generalisation', 'table'] as const;
export type ResultsPage = (typeof RESULTS_PAGES)[number];

/** What Theory shows. */
export const THEORY_PAGES = [
  'statements',
  'verdicts',
  'run',
  'spectrum',
  'minimisers',
  'criticalRate',
  'residual',
  'multivariate',
  'ledger',
] as const;
export type TheoryPage = (typeof THEORY_PAGES)[number];

/** Where the window is: a view, and what is selected in it. */
export interface Place {
  readonly view: ViewId;
  readonly experimentId: ExperimentId | null;
  /** Index of a cell of that experiment's plan. */
  readonly cell: number | null;
  /** A run of that cell. */
  readonly run: RunPlace | null;
  /** The page of Results; null for the first that the experiment has. */
  readonly page: ResultsPage | null;
  readonly theoryPage: TheoryPage;
  /** The paper's figure that is looked at. */
  readonly figure: PaperFigureId | null;
  /** What was last asked to be compared; Compare itself may go on from there. */
  readonly compared: readonly ExperimentId[];
}

export interface Target {
  readonly id?: ExperimentId | null;
  readonly cell?: number | null;
  readonly run?: RunPlace | null;
  readonly page?: ResultsPage | null;
  readonly theoryPage?: TheoryPage;
  readonly figure?: PaperFigureId | null;
  readonly compared?: readonly ExperimentId[];
}

const LONGEST_HISTORY = 100;
const START: Place = {
  view: 'design',
  experimentId: null,
  cell: null,
  run: null,
  page: null,
  theoryPage: 'statements',
  figure: null,
  compared: [],
};

/**
 * Where the window is, with a way back. What a target leaves out stays as it is, except that another experiment starts
 * without a cell, and another cell without a run.
 */
export const useNavigation = defineStore('navigation', () => {
  const stored = storedJson('place', readPlace, sessionStorage);
  const place = shallowRef<Place>(START);
  const past = shallowRef<readonly Place[]>([]);
  const future = shallowRef<readonly Place[]>([]);

  function open(view: ViewId, target: Target = {}): void {
    const next = resolve(place.value, view, target);
    if (samePlace(next, place.value)) return;
    past.value = [...past.value, place.value].slice(-LONGEST_HISTORY);
    future.value = [];
    place.value = next;
  }

  /**
   * Opens the first view, from where there is no way back: where this window was before its page was loaded anew, else
   * the given one. Whoever opened one meanwhile stays there.
   */
  function begin(view: ViewId, experimentId: ExperimentId | null): void {
    if (past.value.length === 0) place.value = stored.get() ?? { ...START, view, experimentId };
    watch(place, stored.set, { immediate: true });
  }

  /** Selects within the view that is open; a selection is no step of the way back. */
  function select(target: Target): void {
    place.value = resolve(place.value, place.value.view, target);
  }

  function back(): void {
    const previous = past.value.at(-1);
    if (previous === undefined) return;
    future.value = [place.value, ...future.value];
    past.value = past.value.slice(0, -1);
    place.value = previous;
  }

  function forward(): void {
    const [next, ...rest] = future.value;
    if (next === undefined) return;
    past.value = [...past.value, place.value];
    future.value = rest;
    place.value = next;
  }

  return {
    view: computed(() => place.value.view),
    experimentId: computed(() => place.value.experimentId),
    cell: computed(() => place.value.cell),
    run: computed(() => place.value.run),
    page: computed(() => place.value.page),
    theoryPage: computed(() => place.value.theoryPage),
    figure: computed(() => place.value.figure),
    compared: computed(() => place.value.compared),
    canGoBack: computed(() => past.value.length > 0),
    canGoForward: computed(() => future.value.length > 0),
    begin,
    open,
    select,
    back,
    forward,
  };
});

function resolve(from: Place, view: ViewId, target: Target): Place {
  const experimentId = target.id === undefined ? from.experimentId : target.id;
  const sameExperiment = experimentId === from.experimentId;
  const run = target.run ?? null;
  const cell = target.cell === undefined ? (run?.cell ?? (sameExperiment ? from.cell : null)) : target.cell;
  const keepsRun = target.run === undefined && sameExperiment && cell === from.cell;
  return {
    view,
    experimentId,
    cell,
    run: keepsRun ? from.run : run,
    page: target.page === undefined ? from.page : target.page,
    theoryPage: target.theoryPage ?? from.theoryPage,
    figure: target.figure === undefined ? from.figure : target.figure,
    compared: target.compared ?? from.compared,
  };
}

function samePlace(a: Place, b: Place): boolean {
  return (
    a.view === b.view &&
    a.experimentId === b.experimentId &&
    a.cell === b.cell &&
    a.run?.cell === b.run?.cell &&
    a.run?.repetition === b.run?.repetition &&
    a.page === b.page &&
    a.theoryPage === b.theoryPage &&
    a.figure === b.figure &&
    a.compared === b.compared
  );
}

/** Null where it is none that this version knows. */
function readPlace(stored: unknown): Place | null {
  if (stored === null || typeof stored !== 'object') return null;
  const { view, experimentId, cell, run, page, theoryPage, figure } = stored as Partial<Place>;
  if (view === undefined || !VIEW_IDS.includes(view)) return null;
  return {
    view,
    experimentId: typeof experimentId === 'string' ? experimentId : null,
    cell: Number.isInteger(cell) ? cell! : null,
    run: Number.isInteger(run?.cell) && Number.isInteger(run?.repetition) ? run! : null,
    page: RESULTS_PAGES.find((known) => known === page) ?? START.page,
    theoryPage: THEORY_PAGES.find((known) => known === theoryPage) ?? START.theoryPage,
    figure: PAPER_FIGURES.find((known) => known === figure) ?? START.figure,
    // Compare remembers its sides itself: they may have changed since they were asked for.
    compared: START.compared,
  };
}
