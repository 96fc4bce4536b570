/** Commands of the page that the native menu offers, by their ids: all that a window can be told to do. */
export const MENU_COMMANDS = ['open', 'help', 'tour'] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];
