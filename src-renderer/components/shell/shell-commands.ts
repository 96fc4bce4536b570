import { computed } from 'vue';
import { useCommands, type Command } from '../../composables/commands';
import { PRESETS } from '@shared/catalogue';
import { PAPER_FIGURES, paperFigure } from '@shared/figures/paper-figures';
import { useCare } from '../../stores/care';
import { useDraft } from '../../stores/draft';
import { useLibrary } from '../../stores/library';
import { useLive } from '../../stores/live';
import { useNavigation } from '../../stores/navigation';
import { useNotices } from '../../stores/notices';
import { OPENED_WORDS } from '../../composables/opened-kind';
import { useConnection } from '../../composables/use-connection';

import { VIEWS } from '../../views/views';

interface ShellActions {
  readonly show: (dialog: 'palette' | 'preferences' | 'help') => void;
  readonly toggleInspector: () => void;
  readonly openFiles: () => void;
}

/** Offers what can be done anywhere: the views, the queue, the paper's figures, presets and experiments. */
export function useShellCommands(actions: ShellActions): void {
  const { api } = useConnection();
  const navigation = useNavigation();
  const library = useLibrary();
  const live = useLive();
  const draft = useDraft();
  const notices = useNotices();
  const care = useCare();

  const attempt = (what: string, promise: Promise<unknown>): void =>
    void promise.catch((error: unknown) => notices.fail(what, error));

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

  const deeds = (): Command[] => {
    const { running } = live;
    const undoable = notices.notices.findLast(({ undo }) => undo !== null);
    return [
      {
        id: 'palette',
        title: 'Find a command',
        group: 'Do',
        icon: 'search',
        shortcut: 'Mod+K',
        run: () => actions.show('palette'),
      },
      {
        id: 'undo',
        title: 'Undo',
        about: undoable?.text ?? '',
        group: 'Do',
        icon: 'undo',
        shortcut: 'Mod+Z',
        disabled: undoable === undefined,
        run: () => {
          if (undoable === undefined) return;
          notices.dismiss(undoable.key);
          undoable.undo?.();
        },
      },
      {
        id: 'pause',
        title: 'Pause',
        about: running?.name ?? '',
        group: 'Do',
        icon: 'pause',
        disabled: running?.phase !== 'running',
        run: () => attempt('Could not pause', api.pause()),
      },
      {
        id: 'resume',
        title: 'Resume',
        about: running?.name ?? '',
        group: 'Do',
        icon: 'play',
        disabled: running?.phase !== 'paused',
        run: () => attempt('Could not resume', api.resume()),
      },
      {
        id: 'try-archive',
        title: 'Try the archive again now',
        about: running?.waiting ? `waiting for ${running.waiting.what}` : '',
        group: 'Do',
        icon: 'duplicate',
        disabled: running?.phase !== 'waiting',
        run: () => attempt('Could not try again', api.resume()),
      },
      {
        id: 'inspector',
        title: 'Show or hide the inspector',
        group: 'Do',
        icon: 'panelRight',
        shortcut: 'Mod+I',
        run: actions.toggleInspector,
      },
      {
        id: 'open',
        title: 'Open a file…',
        about: OPENED_WORDS,
        group: 'Do',
        icon: 'open',
        shortcut: 'Mod+O',
        run: actions.openFiles,
      },
      {
        id: 'back-up',
        title: 'Back up the archive now',
        group: 'Do',
        icon: 'save',
        disabled: live.maintenance !== null,
        run: () => void care.backUp(),
      },
      {
        id: 'check-archive',
        title: 'Check the archive for damage',
        group: 'Do',
        icon: 'check',
        disabled: live.maintenance !== null,
        run: () => void care.check(false),
      },
      {
        id: 'compact-archive',
        title: 'Compact the archive',
        about: live.queue.length > 0 ? 'when no experiment runs or waits' : '',
        group: 'Do',
        icon: 'minus',
        disabled: live.maintenance !== null || live.queue.length > 0,
        run: () => void care.compact(),
      },
      {
        id: 'preferences',
        title: 'Preferences',
        group: 'Do',
        icon: 'settings',
        shortcut: 'Mod+,',
        run: () => actions.show('preferences'),
      },
      {
        id: 'help',
        title: 'Keyboard shortcuts',
        group: 'Do',
        icon: 'help',
        shortcut: '?',
        run: () => actions.show('help'),
      },
    ];
  };

  const paper = (): Command[] =>
    PAPER_FIGURES.map((figure) => ({
      id: `paper-${figure}`,
      title: `Paper: Figure ${figure}`,
      about: paperFigure(figure).title,
      group: 'Paper',
      icon: 'figures',
      run: () => navigation.open('figures', { figure }),
    }));

  const presets = (): Command[] =>
    PRESETS.map(({ name, title, spec }) => ({
      id: `preset-${name}`,
      title: name,
      about: title,
      group: 'Presets',
      icon: 'design',
      run: () => {
        draft.load(spec);
        navigation.open('design');
      },
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

  useCommands(() => [...views(), ...ways(), ...deeds(), ...paper(), ...presets(), ...experiments.value]);
}
