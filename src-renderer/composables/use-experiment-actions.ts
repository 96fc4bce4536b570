import type { DataFormat } from '@shared/contract/bundles';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { ApiError } from '../client/connection';
import { useBundles } from '../stores/bundles';
import { useDraft } from '../stores/draft';
import { useExperimentDialog } from '../stores/experiment-dialog';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { useConnection } from './use-connection';

/** What actions have to know of an experiment: a row of the library or a record. */
export type Known = Pick<ExperimentRecord, 'id' | 'name' | 'status'>;

export interface ExperimentActions {
  readonly open: (experiment: Known) => void;
  /** Starts it, or goes on with what it lacks. */
  readonly start: (experiment: Known) => Promise<void>;
  readonly cancel: (experiment: Known) => Promise<void>;
  /** Opens its spec in Design, to be changed and run as another experiment. */
  readonly runAgain: (experiment: Known) => Promise<void>;
  /** Opens the dialog that makes a larger experiment of it. */
  readonly extend: (experiment: Pick<Known, 'id'>) => void;
  /** Opens what is known of where its runs come from. */
  readonly showProvenance: (experiment: Pick<Known, 'id'>) => void;
  /** Writes experiments with all their runs into one file. */
  readonly exportBundle: (experiments: readonly Known[]) => Promise<void>;
  /** Writes its runs, or the numbers along them, as a table. */
  readonly saveData: (experiment: Known, what: 'runs' | 'traces', format: DataFormat) => Promise<void>;
}

/** What can be done with one experiment; what fails is said in a notice. */
export function useExperimentActions(): ExperimentActions {
  const { api } = useConnection();
  const navigation = useNavigation();
  const draft = useDraft();
  const dialog = useExperimentDialog();
  const notices = useNotices();
  const bundles = useBundles();

  async function attempt(what: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      notices.fail(what, error);
    }
  }

  async function specOf(id: ExperimentId): Promise<ExperimentRecord['spec']> {
    const record = await api.getExperiment(id);
    if (record === null)
      throw new ApiError('unknown-experiment', 'It is not in the data folder any more.', null);
    return record.spec;
  }

  return {
    open: ({ id, status }) => navigation.open(status === 'running' ? 'monitor' : 'results', { id }),
    start: ({ id, name }) =>
      attempt(`"${name}" could not be started`, async () => {
        await api.startExperiment(await specOf(id));
        navigation.select({ id });
      }),
    extend: ({ id }) => dialog.open('extend', id),
    showProvenance: ({ id }) => dialog.open('provenance', id),
    cancel: ({ id, name }) => attempt(`"${name}" could not be cancelled`, () => api.cancel(id)),
    runAgain: ({ id, name }) =>
      attempt(`The spec of "${name}" could not be read`, async () => {
        draft.load({ ...(await specOf(id)), name: nextName(name) });
        navigation.open('design');
      }),
    exportBundle: (experiments) => {
      const [first, ...others] = experiments;
      const what = others.length > 0 ? `${experiments.length} experiments` : `"${first?.name ?? ''}"`;
      return bundles.exportBundle(
        experiments.map(({ id }) => id),
        `Bundling ${what}`,
      );
    },
    saveData: ({ id, name }, what, format) =>
      bundles.saveData(`Saving the ${what} of "${name}"`, { kind: what, experiment: id, format }),
  };
}

/** "sweep 2" after "sweep", "sweep 3" after "sweep 2". */
export function nextName(name: string): string {
  const [, stem, number] = /^(.*?)(?: (\d+))?$/.exec(name)!;
  return `${stem!} ${number === undefined ? 2 : Number(number) + 1}`;
}
