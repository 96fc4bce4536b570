import { computed } from 'vue';
import { PAPER_FIGURES, paperFigure } from '@shared/figures/paper-figures';
import { useCommands, type Command } from '../../composables/commands';
import { useLibrary } from '../../stores/library';
import { useNavigation } from '../../stores/navigation';
import { useRecent } from '../../stores/recent';
import { RESULTS_TITLES } from '../../views/results/results-pages';
import { PAGES as THEORY } from '../../views/theory/theory-pages';
import { VIEWS } from '../../views/views';

/** Offers every place that the window can go to: what was open lately, views, their pages, experiments. */
export function usePlaceCommands(): void {
  const navigation = useNavigation();
  const library = useLibrary();
  const recent = useRecent();

  const recentPlaces = (): Command[] =>
    recent.places.flatMap((place): Command[] => {
      if (place.kind === 'theory') {
        const { title } = THEORY.find(({ value }) => value === place.page)!;
        return [
          {
            id: `recent-${place.page}`,
            title,
            about: 'Theory',
            group: 'Recent',
            icon: 'theory',
            run: () => navigation.open('theory', { theoryPage: place.page }),
          },
        ];
      }
      const { id, view } = place;
      const record = library.find(id);
      // In the bin, or of another data folder.
      if (record === null) return [];
      return [
        {
          id: `recent-${id}`,
          title: record.name,
          about: view === 'monitor' ? 'Monitor' : 'Results',
          group: 'Recent',
          icon: view,
          run: () => navigation.open(view, { id }),
        },
      ];
    });

  const views = (): Command[] =>
    VIEWS.map(({ id, title, icon, shortcut }) => ({
      id: `view-${id}`,
      title,
      icon,
      shortcut,
      group: 'Go to',
      run: () => navigation.open(id),
    }));

  const ways = (): Command[] => [
    {
      id: 'back',
      title: 'Back',
      group: 'Go to',
      icon: 'arrowLeft',
      shortcut: 'Alt+ArrowLeft',
      disabled: !navigation.canGoBack,
      run: navigation.back,
    },
    {
      id: 'forward',
      title: 'Forward',
      group: 'Go to',
      icon: 'arrowRight',
      shortcut: 'Alt+ArrowRight',
      disabled: !navigation.canGoForward,
      run: navigation.forward,
    },
  ];

  const pages = (): Command[] => [
    ...RESULTS_TITLES.map(({ value, title }): Command => ({
      id: `results-${value}`,
      title: `Results: ${title}`,
      about: library.find(navigation.experimentId)?.name ?? '',
      group: 'Go to',
      icon: 'results',
      disabled: library.find(navigation.experimentId) === null,
      run: () => navigation.open('results', { page: value, run: null }),
    })),
    ...THEORY.map(({ value, title }): Command => ({
      id: `theory-${value}`,
      title: `Theory: ${title}`,
      group: 'Go to',
      icon: 'theory',
      run: () => navigation.open('theory', { theoryPage: value }),
    })),
  ];

  const paper = (): Command[] =>
    PAPER_FIGURES.map((figure) => ({
      id: `paper-${figure}`,
      title: `Paper: Figure ${figure}`,
      about: paperFigure(figure).title,
      group: 'Paper',
      icon: 'figures',
      run: () => navigation.open('figures', { figure }),
    }));

  // There may be thousands, and what else can be done changes with every state that is pushed.
  const experiments = computed(() =>
    library.experiments.map(({ id, name, status }): Command => ({
      id: `experiment-${id}`,
      title: name,
      about: status,
      group: 'Experiments',
      icon: 'results',
      run: () => navigation.open(status === 'running' ? 'monitor' : 'results', { id }),
    })),
  );

  useCommands(() => [...recentPlaces(), ...views(), ...ways(), ...pages(), ...paper(), ...experiments.value]);
}
