import { computed } from 'vue';
import { findPreset } from '@shared/catalogue';
import { commands } from '../../composables/commands';
import { formatAbout, formatCount } from '../../composables/format';
import { shortNumbers } from '../../composables/short-numbers';
import { useDraft } from '../../stores/draft';
import { useLibrary } from '../../stores/library';
import { useLive } from '../../stores/live';
import { useNavigation } from '../../stores/navigation';
import { useNotices } from '../../stores/notices';

/** A stop of the tour: what is pointed at, what it is for, and a button that does the next thing. */
export interface TourStep {
  readonly title: string;
  /** With subscripts as figures write them. */
  readonly text: string;
  /** Selects the element that is pointed at. */
  readonly target: string;
  /** Brings the window there; `first` when the tour begins with it. */
  readonly enter: (first: boolean) => void;
  /** What its button says, and does before the tour goes on. */
  readonly action: string;
  readonly act?: () => void;
  /** Whether what the step is about was done, by its button or where it points at. Absent: its button goes on. */
  readonly done?: () => boolean;
  /** Whether the button has to wait for what was begun. */
  readonly waits?: () => boolean;
}

const HEATMAP = '[data-tour="heatmap"]';
/** What the button of Design does, in whatever state its experiment is. */
const RUN_COMMAND = 'run';

/** The tour: an experiment from its spec to a figure on paper. */
export function useTourSteps(): readonly TourStep[] {
  const navigation = useNavigation();
  const draft = useDraft();
  const library = useLibrary();
  const live = useLive();
  const notices = useNotices();

  const isQueued = (id: string | undefined): boolean => live.queue.some((queued) => queued.id === id);
  const running = computed(
    () =>
      isQueued(navigation.experimentId ?? undefined) ||
      ['queued', 'running'].includes(library.find(navigation.experimentId)?.status ?? ''),
  );

  const preview = computed(() => (draft.preview?.ok && !draft.outdated ? draft.preview : null));
  const known = computed(() => preview.value?.known ?? null);
  /** How much of the designed experiment is there already. */
  const there = computed<'nothing' | 'some' | 'all' | 'running'>(() => {
    if (isQueued(known.value?.id)) return 'running';
    const { finished = 0, total = 1 } = known.value?.counts ?? {};
    if (finished === total) return 'all';
    return finished > 0 ? 'some' : 'nothing';
  });
  const runCommand = computed(() => commands.value.find(({ id }) => id === RUN_COMMAND));

  /** The tour's experiment, in place of a draft that can be had back. */
  function loadQuick(): void {
    const quick = findPreset('quick')!.spec;
    if (JSON.stringify(draft.spec) === JSON.stringify(shortNumbers(quick))) return;
    notices.say('Preset quick is loaded for the tour.', draft.load(quick));
  }
  function cost(): string {
    const time = preview.value === null ? 'about a second' : formatAbout(preview.value.missing.seconds);
    switch (there.value) {
      case 'all':
        return 'it is in the archive already, with all its runs.';
      case 'running':
        return 'it is running already.';
      case 'some':
        return `${formatCount(known.value!.counts.finished)} of its runs are there already, the others take ${time}.`;
      case 'nothing':
        return `it takes ${time}.`;
    }
  }
  /** Only what is missing is computed, and nothing that runs or is complete is started again. */
  function runOrWatch(): void {
    if (there.value === 'all' || there.value === 'running')
      navigation.open('monitor', { id: known.value!.id });
    else if (runCommand.value?.disabled === false) runCommand.value.run();
  }
  const ACTIONS = { nothing: 'Run it', some: 'Go on', running: 'Watch it', all: 'How it ran' } as const;

  return [
    {
      title: 'Design an experiment',
      get text() {
        return `A spec says which networks are trained: depths, scales, learning rates, repetitions. What it costs, and what theory says of it, stands beside. This one is the paper’s Figure 3 with fewer repetitions; ${cost()}`;
      },
      target: '[data-tour="run"]',
      enter: (first) => {
        if (first) loadQuick();
        navigation.open('design');
      },
      get action() {
        return ACTIONS[there.value];
      },
      act: runOrWatch,
      done: () => navigation.view === 'monitor',
      // Not for a spec that is not valid: Design says why.
      waits: () => draft.outdated || (preview.value !== null && runCommand.value?.disabled !== false),
    },
    {
      title: 'Watch it run',
      text: 'A cell is a learning rate and a scale; it fills as its runs end. Choose one to see the course of a run. Runs that are finished stay, whatever happens.',
      target: HEATMAP,
      enter: () => navigation.open('monitor'),
      action: 'Its results',
      waits: () => running.value,
    },
    {
      title: 'Where runs diverge',
      text: 'The share of runs that diverged, over learning rate and scale. The line is the critical learning rate 2/S_{min}: beyond it theory leaves no minimiser that gradient descent could stay at.',
      target: HEATMAP,
      enter: () => navigation.open('results', { page: null, run: null, cell: null }),
      action: 'What theory says',
    },
    {
      title: 'Theory beside measurement',
      text: 'Every statement of the paper with its numbers for this experiment. The other pages hold runs against them, show the Hessian’s spectrum along a run, and search the critical learning rate.',
      target: '[data-tour="theory-pages"]',
      enter: () => navigation.open('theory', { theoryPage: 'statements' }),
      action: 'Where it is kept',
    },
    {
      title: 'Nothing is lost',
      text: 'Every experiment is kept here with all its runs: to be found, compared, repeated and shared. What is deleted can be had back.',
      target: '[aria-label="Library"] [role="grid"] [aria-selected="true"]',
      enter: () => navigation.open('library'),
      action: 'Onto paper',
    },
    {
      title: 'From the window to the paper',
      text: 'Any figure goes to PDF, SVG, PNG or pgfplots as it is shown, with caption and methods. The file carries its recipe: drop it on this window and its experiment opens. Every command is in the palette.',
      target: '[data-tour="export"]',
      enter: () => navigation.open('results', { page: null, run: null, cell: null }),
      action: 'Done',
    },
  ];
}
