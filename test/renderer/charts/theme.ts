import type { ChartTheme } from '../../../src-renderer/charts/chart-theme';

export const LIGHT: ChartTheme = {
  dark: false,
  palette: 'colourBlindSafe',
  surface: '#ffffff',
  raised: '#ffffff',
  text: '#1a1e24',
  muted: '#505864',
  line: '#dee2e7',
  lineStrong: '#858d98',
  accent: '#1d5bb8',
  theory: '#000000',
  unfinished: '#b6bcc4',
  outcomes: {
    converged: '#009e73',
    cycling: '#e69f00',
    collapsed: '#cc79a7',
    diverged: '#d55e00',
    stepLimit: '#7b93ad',
  },
  font: 'Inter',
};

export const DARK: ChartTheme = {
  ...LIGHT,
  dark: true,
  surface: '#1a1d21',
  raised: '#23272d',
  text: '#e7eaee',
  muted: '#b0b8c2',
  theory: '#ffffff',
};
