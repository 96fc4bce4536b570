import { ref, type Ref } from 'vue';
import { findPreset } from '@shared/catalogue';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { useConnection } from './use-connection';

/** Runs the preset `quick` in the Monitor, a newcomer's one button; one that is complete is shown there as it ended. */
export function useQuickRun(): { readonly busy: Ref<boolean>; readonly run: () => Promise<void> } {
  const { api } = useConnection();
  const navigation = useNavigation();
  const notices = useNotices();
  const busy = ref(false);
  async function run(): Promise<void> {
    busy.value = true;
    try {
      const { spec } = findPreset('quick')!;
      const preview = await api.previewSpec(spec);
      const known = preview.ok ? preview.known : null;
      const complete = known !== null && known.counts.finished === known.counts.total;
      const { id } = complete ? known : await api.startExperiment(spec);
      navigation.open('monitor', { id });
    } catch (error) {
      notices.fail('Quick could not be started', error);
    } finally {
      busy.value = false;
    }
  }
  return { busy, run };
}
