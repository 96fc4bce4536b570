import type { IconName } from '../icons';

export type MenuEntry =
  | 'separator'
  | {
      readonly title: string;
      readonly about?: string;
      readonly icon?: IconName;
      readonly shortcut?: string;
      readonly tone?: 'danger';
      readonly disabled?: boolean;
      readonly run: () => void;
    };
