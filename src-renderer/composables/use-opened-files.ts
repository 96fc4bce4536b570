import { useBundles } from '../stores/bundles';
import { useDraft } from '../stores/draft';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { pickFiles } from './files';
import { OPENED_ENDINGS, OPENED_KINDS, OPENED_WORDS, openedKind, type OpenedKind } from './opened-kind';
import { useRecipes } from './use-recipes';
import { useTableImport } from './use-table-import';

export interface OpenedFiles {
  /** Opens files one after the other, each as what it is; says of each what became of it. */
  readonly open: (files: readonly File[]) => Promise<void>;
  /** Lets the user pick files first. */
  readonly pick: () => Promise<void>;
}

/** Files that are dropped on the window, or chosen: whatever the program knows. */
export function useOpenedFiles(): OpenedFiles {
  const notices = useNotices();
  const navigation = useNavigation();
  const draft = useDraft();
  const openFigure = useRecipes();
  const tables = useTableImport();
  const bundles = useBundles();

  async function openTable(file: File): Promise<void> {
    const before = draft.spec;
    if (!(await tables.take(file))) return;
    navigation.open('design');
    notices.say(`${file.name} is the data of this design.`, () => draft.load(before));
  }

  const ways: Record<OpenedKind, (file: File) => Promise<void>> = {
    figure: openFigure,
    table: openTable,
    bundle: bundles.open,
  };

  async function open(files: readonly File[]): Promise<void> {
    for (const file of files)
      if (openedKind(file.name) === null)
        notices.warn(`${file.name} is nothing that can be opened here.`, `Open ${OPENED_WORDS}.`);
    for (const kind of OPENED_KINDS)
      for (const file of files) if (openedKind(file.name) === kind) await ways[kind](file);
  }

  return { open, pick: async () => open(await pickFiles(OPENED_ENDINGS.join(','))) };
}
