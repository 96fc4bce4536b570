import { ref, type Ref } from 'vue';
import { findPreset } from '@shared/catalogue';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { useConnection } from './use-connection';

/** Starts the preset `quick` and opens the Monitor: a newcomer's one button. */
export function useQuickRun(): { readonly busy: Ref<boolean>; readonly run: () => Promise<void> } {
  const { api } = useConnection();
  const navigation = useNavigation();
  const notices = useNotices();
  const busy = ref(false);
  async function run(): Promise<void> {
    busy.value = true;
    try {
      const { id } = await api.startExperiment(findPreset('quick')!.spec);
      navigation.open('monitor', { id });
    } catch (error) {
      notices.fail('Quick could not be started', error);
    } finally {
      busy.value = false;
    }
  }
  return { busy, run };
}
