import { useCommands, type Command } from '../../composables/commands';
import { PRESETS } from '@shared/catalogue';
import { THEMES, type Preferences } from '@shared/contract/preferences';
import { useCare } from '../../stores/care';
import { useBundles } from '../../stores/bundles';
import { useDraft } from '../../stores/draft';
import { useAbout } from '../../stores/about';
import { useLive } from '../../stores/live';
import { useNavigation } from '../../stores/navigation';
import { MOST_UNDONE, useNotices } from '../../stores/notices';
import { OPENED_WORDS } from '../../composables/opened-kind';
import { useConnection } from '../../composables/use-connection';
import { usePreferences } from '../../stores/preferences';
import { useTour } from '../../stores/tour';

const THEME_TITLES: Record<Preferences['theme'], string> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
};

interface ShellActions {
  readonly show: (dialog: 'palette' | 'preferences' | 'help') => void;
  readonly toggleInspector: () => void;
  readonly openFiles: () => void;
}

/** Offers what can be done anywhere: with files, the queue, the window and presets. */
export function useShellCommands(actions: ShellActions): void {
  const { api } = useConnection();
  const navigation = useNavigation();
  const aboutStore = useAbout();
  const preferences = usePreferences();
  const tour = useTour();
  const live = useLive();
  const draft = useDraft();
  const notices = useNotices();
  const care = useCare();
  const bundles = useBundles();

  const attempt = (what: string, promise: Promise<unknown>): void =>
    void promise.catch((error: unknown) => notices.fail(what, error));

  const deeds = (): Command[] => {
    const { running } = live;
    const deed = notices.lastDeed;
    const newest = notices.notices.at(-1);
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
        title: 'Undo what was done last',
        about: deed?.text ?? `each of the last ${MOST_UNDONE} deeds, one after the other`,
        group: 'Do',
        icon: 'undo',
        shortcut: 'Mod+Z',
        disabled: deed === undefined,
        run: () => {
          if (deed !== undefined) notices.undo(deed.key);
        },
      },
      {
        id: 'close-notice',
        title: 'Close the latest message',
        about: newest?.text ?? '',
        group: 'Do',
        icon: 'close',
        shortcut: 'Escape',
        disabled: newest === undefined || tour.step !== null,
        run: () => {
          if (newest !== undefined) notices.dismiss(newest.key);
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
        id: 'import-bundle',
        title: 'Import a bundle…',
        about: 'experiments with all their runs, as one file',
        group: 'Do',
        icon: 'open',
        run: () => void bundles.pick(),
      },
    ];
  };

  const presets = (): Command[] =>
    PRESETS.map(({ name, title, spec }) => ({
      id: `preset-${name}`,
      title: name,
      about: title,
      group: 'Presets',
      icon: 'design',
      run: () => {
        notices.say(`Preset ${name} is loaded.`, draft.load(spec));
        navigation.open('design');
      },
    }));

  const ofWindow = (): Command[] => [
    {
      id: 'inspector',
      title: 'Show or hide the inspector',
      group: 'Window',
      icon: 'panelRight',
      shortcut: 'Mod+I',
      run: actions.toggleInspector,
    },
    ...newWindow(),
    ...THEMES.map((theme): Command => ({
      id: `theme-${theme}`,
      title: `Theme: ${THEME_TITLES[theme]}`,
      group: 'Window',
      icon: 'settings',
      disabled: preferences.theme === theme,
      run: () => attempt('The theme could not be saved', preferences.change({ theme })),
    })),
    {
      id: 'preferences',
      title: 'Preferences',
      group: 'Window',
      icon: 'settings',
      shortcut: 'Mod+,',
      run: () => actions.show('preferences'),
    },
    {
      id: 'help',
      title: 'Keyboard shortcuts',
      group: 'Window',
      icon: 'help',
      shortcut: '?',
      run: () => actions.show('help'),
    },
    {
      id: 'tour',
      title: 'Take the tour',
      about: 'one minute: from an experiment to a figure',
      group: 'Window',
      icon: 'help',
      run: tour.start,
    },
  ];

  /** The desktop program opens windows; in a browser the same address in another tab is another window. */
  const newWindow = (): Command[] => {
    const about = {
      group: 'Window',
      icon: 'duplicate',
      about: 'the same data folder beside this one',
    } as const;
    if (aboutStore.about?.host === 'electron')
      return [
        {
          ...about,
          id: 'new-window',
          title: 'New window',
          shortcut: 'Mod+Shift+N',
          run: () => attempt('No window could be opened', api.openWindow()),
        },
      ];
    return [
      {
        ...about,
        id: 'new-window',
        title: 'Open in another tab',
        run: () => {
          window.open('/', '_blank', 'noopener');
        },
      },
    ];
  };

  useCommands(() => [...deeds(), ...ofWindow(), ...presets()]);
}
