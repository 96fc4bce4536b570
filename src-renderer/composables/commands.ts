import {
  computed,
  onActivated,
  onBeforeUnmount,
  onDeactivated,
  onMounted,
  shallowReactive,
  type ComputedRef,
} from 'vue';
import type { IconName } from '../components/icons';

/** Groups of commands, in the order in which lists of shortcuts show them. */
export const COMMAND_GROUPS = ['Recent', 'Go to', 'Do', 'Window', 'Paper', 'Presets', 'Experiments'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Something to do, wherever it is asked for: by its shortcut or from the palette. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly icon: IconName;
  readonly about?: string;
  /** Such as 'Mod+K'. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

type CommandSource = () => readonly Command[];

const sources = shallowReactive(new Set<CommandSource>());

/** What can be done now. */
export const commands: ComputedRef<readonly Command[]> = computed(() =>
  [...sources].flatMap((source) => source()),
);

/** Offers commands while the component is shown. */
export function useCommands(source: CommandSource): void {
  const enter = (): void => void sources.add(source);
  const leave = (): void => void sources.delete(source);
  onMounted(enter);
  onActivated(enter);
  onDeactivated(leave);
  onBeforeUnmount(leave);
}
