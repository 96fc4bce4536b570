import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { printTheme } from '@shared/drawing/colours/print-theme';

const css = readFileSync(new URL('../../../src-renderer/styles/tokens.css', import.meta.url), 'utf8');
const [light, dark] = css.split(":root[data-theme='dark']") as [string, string];

/** A property of the window's style sheet; the dark theme has what the light one says unless it says it itself. */
function property(name: string, isDark: boolean): string {
  const find = (text: string): string | undefined => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(text)?.[1];
  return (isDark ? find(dark) : undefined) ?? find(light)!;
}

it.each(['white', 'dark', 'transparent'] as const)('inks on %s are the window’s', (background) => {
  const theme = printTheme(background, 'paper');
  const isDark = background === 'dark';
  const expected = {
    surface: property('surface-panel', isDark),
    text: property('text', isDark),
    muted: property('text-muted', isDark),
    line: property('line', isDark),
    theory: property('theory', isDark),
    outcomes: {
      converged: property('outcome-converged', isDark),
      cycling: property('outcome-cycling', isDark),
      collapsed: property('outcome-collapsed', isDark),
      diverged: property('outcome-diverged', isDark),
      stepLimit: property('outcome-step-limit', isDark),
    },
  };
  expect(theme).toEqual({ dark: isDark, palette: 'paper', ...expected });
});
