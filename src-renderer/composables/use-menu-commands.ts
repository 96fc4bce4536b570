import { onScopeDispose } from 'vue';
import { commands } from './commands';
import { useConnection } from './use-connection';

/** Runs what is chosen in the native menu; for the shell, once. */
export function useMenuCommands(): void {
  const { onCommand } = useConnection();
  onScopeDispose(
    onCommand((chosen) => commands.value.find(({ id, disabled }) => id === chosen && !disabled)?.run()),
  );
}
