import { ref, type Ref } from 'vue';
import { LARGEST_TABLE_TEXT } from '@shared/contract/api-schemas';
import { useDraft } from '../stores/draft';
import { useNotices } from '../stores/notices';
import { formatBytes } from './format';
import { useConnection } from './use-connection';

/** Endings of the files that are taken as tables. */
export const TABLE_ENDINGS = ['.csv', '.tsv', '.txt'] as const;

/** A longer name is cut at its start: its end tells more. */
const LONGEST_NAME = 120;

export interface TableImport {
  readonly busy: Readonly<Ref<boolean>>;
  /** Makes a table the data of the draft; resolves to whether it could. What fails is said in a notice. */
  readonly take: (file: File) => Promise<boolean>;
}

/** The way of a CSV or TSV table into the spec that is being designed. */
export function useTableImport(): TableImport {
  const { api } = useConnection();
  const draft = useDraft();
  const notices = useNotices();
  const busy = ref(false);

  async function take(file: File): Promise<boolean> {
    if (file.size > LARGEST_TABLE_TEXT) {
      notices.warn(
        `${file.name} is too large for a table: it has ${formatBytes(file.size)}.`,
        `Tables of up to ${formatBytes(LARGEST_TABLE_TEXT)} can be imported.`,
      );
      return false;
    }
    busy.value = true;
    try {
      const preview = await api.importTable(file.name.slice(-LONGEST_NAME), await file.text());
      const target = draft.get('data.target');
      draft.table = preview;
      draft.set('data', {
        kind: 'imported',
        file: preview.file,
        target: preview.columns.find((column) => column === target) ?? preview.columns.at(-1),
        standardise: draft.get('data.standardise') !== false,
        sha256: preview.sha256,
      });
      return true;
    } catch (error) {
      notices.fail(`${file.name} could not be imported`, error);
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, take };
}
