import { computed, ref } from 'vue';
import { findPreset } from '@shared/catalogue';
import { useQuickRun } from '../../composables/use-quick-run';
import { useDraft } from '../../stores/draft';
import { useLibrary } from '../../stores/library';
import { useLive } from '../../stores/live';
import { useNavigation } from '../../stores/navigation';

/** A stop of the tour: what is pointed at, what it is for, and a button that does the next thing. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Selects the element that is pointed at. */
  readonly target: string;
  /** Brings the window there. */
  readonly enter: () => void;
  /** What its button says, and does before the tour goes on. */
  readonly action: string;
  readonly act?: () => Promise<void>;
  /** Whether the button has to wait for what was begun. */
  readonly waits?: () => boolean;
}

const HEATMAP = '[data-tour="heatmap"]';

/** The tour: an experiment from its spec to a figure on paper. */
export function useTourSteps(): readonly TourStep[] {
  const navigation = useNavigation();
  const draft = useDraft();
  const library = useLibrary();
  const live = useLive();
  const quickRun = useQuickRun();
  /** Whether the tour has put its own experiment into the design, so that going back does not do it again. */
  const loaded = ref(false);

  const quick = computed(() => library.experiments.find(({ name }) => name === 'quick') ?? null);
  const running = computed(
    () =>
      live.queue.some(({ id }) => id === quick.value?.id) ||
      ['queued', 'running'].includes(quick.value?.status ?? ''),
  );
  const open = (view: 'results' | 'monitor'): void =>
    navigation.open(view, {
      id: quick.value?.id ?? navigation.experimentId,
      page: null,
      run: null,
      cell: null,
    });

  return [
    {
      title: 'Design an experiment',
      text: "A spec says which networks are trained: depths, scales, learning rates, repetitions. What it costs, and what theory says of it, stands beside. This one is the paper's Figure 3 with fewer repetitions; it takes about a second.",
      target: '[data-tour="run"]',
      enter: () => {
        if (!loaded.value && library.experiments.length === 0) draft.load(findPreset('quick')!.spec);
        loaded.value = true;
        navigation.open('design');
      },
      action: 'Run it',
      act: quickRun.run,
      waits: () => quickRun.busy.value,
    },
    {
      title: 'Watch it run',
      text: 'A cell is a learning rate and a scale; it fills as its runs end. Choose one to see the course of a run. Runs that are finished stay, whatever happens.',
      target: HEATMAP,
      enter: () => open('monitor'),
      action: 'Its results',
      waits: () => running.value,
    },
    {
      title: 'Where runs diverge',
      text: 'The share of runs that diverged, over learning rate and scale. The line is the critical learning rate 2/S_min: beyond it theory leaves no minimiser that gradient descent could stay at.',
      target: HEATMAP,
      enter: () => open('results'),
      action: 'What theory says',
    },
    {
      title: 'Theory beside measurement',
      text: "Every statement of the paper with its numbers for this experiment. The other pages hold runs against them, show the Hessian's spectrum along a run, and search the critical learning rate.",
      target: '[data-tour="theory-pages"]',
      enter: () => navigation.open('theory', { theoryPage: 'statements' }),
      action: 'Where it is kept',
    },
    {
      title: 'Nothing is lost',
      text: 'Every experiment is kept here with all its runs: to be found, compared, repeated and shared. What is deleted can be had back.',
      target: '[aria-label="Library"] [role="grid"] [aria-selected="true"]',
      enter: () => navigation.open('library', { id: quick.value?.id ?? null }),
      action: 'Onto paper',
    },
    {
      title: 'From the window to the paper',
      text: 'Any figure goes to PDF, SVG, PNG or pgfplots as it is shown, with caption and methods. The file carries its recipe: drop it on this window and its experiment opens. Every command is in the palette.',
      target: '[data-tour="export"]',
      enter: () => open('results'),
      action: 'Done',
    },
  ];
}
