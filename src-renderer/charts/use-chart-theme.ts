import { shallowRef, watch, type Ref } from 'vue';
import { OUTCOMES, type Outcome } from '@shared/training/run-result';
import { theme as windowTheme } from '../composables/theme';
import { usePreferences } from '../stores/preferences';
import type { ChartTheme } from './chart-theme';

/** The window's looks for drawing, read from its style sheet; follows theme and palette. */
export function useChartTheme(): Ref<ChartTheme> {
  const preferences = usePreferences();
  const read = (): ChartTheme => readTheme(windowTheme.value === 'dark', preferences.palette);
  const current = shallowRef(read());
  // After the page has taken over the theme.
  watch([windowTheme, () => preferences.palette], () => (current.value = read()), { flush: 'post' });
  return current;
}

const OUTCOME_PROPERTIES: Record<Outcome, string> = {
  converged: '--outcome-converged',
  cycling: '--outcome-cycling',
  collapsed: '--outcome-collapsed',
  diverged: '--outcome-diverged',
  stepLimit: '--outcome-step-limit',
};

function readTheme(dark: boolean, palette: ChartTheme['palette']): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const property = (name: string): string => style.getPropertyValue(name).trim();
  const colour = (name: string): string => hexColour(property(name));
  return {
    dark,
    palette,
    surface: colour('--surface-panel'),
    raised: colour('--surface-raised'),
    text: colour('--text'),
    muted: colour('--text-muted'),
    line: colour('--line'),
    lineStrong: colour('--line-strong'),
    accent: colour('--accent'),
    theory: colour('--theory'),
    unfinished: colour('--outcome-unfinished'),
    outcomes: Object.fromEntries(
      OUTCOMES.map((outcome) => [outcome, colour(OUTCOME_PROPERTIES[outcome])]),
    ) as Record<Outcome, string>,
    font: property('--font'),
  };
}

const brush = document.createElement('canvas').getContext('2d')!;

/** A colour as the style sheet has it (#fff, rgb(…), a name) as "#rrggbb". */
function hexColour(css: string): string {
  brush.fillStyle = '#000000';
  brush.fillStyle = css;
  return brush.fillStyle;
}
