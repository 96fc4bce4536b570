import type { ExperimentRecord } from '@shared/contract/records';
import { useDraft } from '../stores/draft';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { useConnection } from './use-connection';

export interface ExperimentActions {
  readonly open: (record: ExperimentRecord) => void;
  /** Starts it, or goes on with what it lacks. */
  readonly start: (record: ExperimentRecord) => Promise<void>;
  readonly cancel: (record: ExperimentRecord) => Promise<void>;
  /** Opens its spec in Design, to be changed and run as another experiment. */
  readonly runAgain: (record: ExperimentRecord) => void;
  readonly remove: (record: ExperimentRecord) => Promise<void>;
  readonly rename: (record: ExperimentRecord, name: string) => Promise<void>;
}

/** What can be done with an experiment; what fails is said in a notice. */
export function useExperimentActions(): ExperimentActions {
  const { api } = useConnection();
  const navigation = useNavigation();
  const draft = useDraft();
  const notices = useNotices();

  async function attempt(what: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      notices.fail(what, error);
    }
  }

  return {
    open: ({ id, status }) => navigation.open(status === 'running' ? 'monitor' : 'results', { id }),
    start: (record) =>
      attempt(`"${record.name}" could not be started`, async () => {
        await api.startExperiment(record.spec);
        navigation.select({ id: record.id });
      }),
    cancel: (record) => attempt(`"${record.name}" could not be cancelled`, () => api.cancel(record.id)),
    runAgain: ({ spec, name }) => {
      draft.load({ ...spec, name: nextName(name) });
      navigation.open('design');
    },
    remove: (record) =>
      attempt(`"${record.name}" could not be deleted`, async () => {
        await api.deleteExperiments([record.id]);
        notices.say(
          `Deleted "${record.name}".`,
          () =>
            void attempt('It could not be restored', async () => {
              await api.restoreExperiments([record.id]);
              navigation.select({ id: record.id });
            }),
        );
      }),
    rename: (record, name) =>
      attempt(`"${record.name}" could not be renamed`, async () => {
        if (name !== record.name) await api.rename(record.id, name);
      }),
  };
}

/** "sweep 2" after "sweep", "sweep 3" after "sweep 2". */
export function nextName(name: string): string {
  const [, stem, number] = /^(.*?)(?: (\d+))?$/.exec(name)!;
  return `${stem!} ${number === undefined ? 2 : Number(number) + 1}`;
}
