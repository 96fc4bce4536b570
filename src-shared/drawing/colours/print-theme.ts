import type { PrintStyle } from '../sheet';
import type { InkTheme } from './inks';

/** The window's colours, as src-renderer/styles/tokens.css has them: a test holds both together. */
const LIGHT = {
  dark: false,
  surface: '#ffffff',
  text: '#1a1e24',
  muted: '#505864',
  line: '#dee2e7',
  theory: '#000000',
} as const;

const DARK = {
  dark: true,
  surface: '#1a1d21',
  text: '#e7eaee',
  muted: '#b0b8c2',
  line: '#2e343b',
  theory: '#ffffff',
} as const;

const OUTCOMES: InkTheme['outcomes'] = {
  converged: '#009e73',
  cycling: '#e69f00',
  collapsed: '#cc79a7',
  diverged: '#d55e00',
  stepLimit: '#7b93ad',
};

/** Inks for paper. Without a background they are those for white: that is what a page is. */
export function printTheme(background: PrintStyle['background'], palette: PrintStyle['palette']): InkTheme {
  return { ...(background === 'dark' ? DARK : LIGHT), palette, outcomes: OUTCOMES };
}
