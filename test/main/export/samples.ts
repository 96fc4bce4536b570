import type { Drawing, Mark } from '@shared/drawing/drawing';
import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { Recipe } from '@shared/drawing/recipe';
import { FONTS, type PrintStyle } from '@shared/drawing/sheet';
import { layOutSheet, type Sheet } from '@shared/drawing/lay-out-sheet';
import { setWords, textMark } from '@shared/drawing/words/words';
import { fontMetrics } from '../../../src-main/export/sheet/fonts';
import { FIGURES } from './sample-figures';
import { smallSpec } from '../../builders/small-experiment';

export const STYLE: PrintStyle = {
  width: 240,
  height: 160,
  font: 'computerModern',
  fontSize: 9,
  lineWidth: 1,
  letters: true,
  legend: 'lineEnds',
  background: 'white',
  palette: 'colourBlindSafe',
  titles: true,
  caption: false,
};

export const WORDS = 'Distance ‖w_{prod} − w⋆‖² ≤ 10⁻⁵ & λ_{max} <VA>';

/** Every kind of mark, every family of fonts, scripts, turned words, clips, dashes and see-through colours. */
export function sampleDrawing(background: string | null = '#ffffff'): Drawing {
  const metrics = fontMetrics();
  const lines = FONTS.flatMap((font, i): Mark[] =>
    (['start', 'middle', 'end'] as const).map((anchor, j) =>
      textMark(
        setWords(
          j === 1 ? 'different coefficients, VA To 0.02' : WORDS,
          { font, size: 9, bold: j === 2 },
          metrics,
        ),
        {
          x: anchor === 'start' ? 30 : anchor === 'middle' ? 135 : 235,
          y: 20 + 40 * i + 12 * j,
          anchor,
          colour: '#14171c',
        },
      ),
    ),
  );
  return {
    width: 240,
    height: 160,
    background,
    title: 'Sharpness <S> & "2/η"',
    description: 'Every kind of mark.',
    marks: [
      {
        kind: 'group',
        name: 'series η = 0.02',
        clip: { x: 40, y: 125, width: 120, height: 25 },
        marks: [
          {
            kind: 'path',
            lines: [
              [
                [30, 150],
                [100, 120],
                [180, 150],
              ],
            ],
            closed: true,
            fill: { colour: '#d55e00', opacity: 0.3 },
            stroke: { colour: '#0072b2', opacity: 0.6, width: 4, dashes: null },
          },
          {
            kind: 'path',
            lines: [
              [
                [40, 140],
                [200, 130],
              ],
            ],
            closed: false,
            fill: null,
            stroke: { colour: '#000000', opacity: 1, width: 1, dashes: [4, 2.5] },
          },
        ],
      },
      {
        kind: 'group',
        name: 'series η = 0.02',
        clip: null,
        marks: [
          {
            kind: 'circle',
            x: 180,
            y: 135,
            radius: 6,
            fill: { colour: '#009e73', opacity: 0.5 },
            stroke: { colour: '#009e73', opacity: 1, width: 1, dashes: null },
          },
        ],
      },
      textMark(setWords('Sharpness S_{min}', { font: 'times', size: 10 }, metrics), {
        x: 15,
        y: 80,
        anchor: 'middle',
        colour: '#a62098',
        direction: 'up',
      }),
      ...lines,
    ],
  };
}

/** With a name beyond ASCII, and beyond what XML, PDF and TeX let pass unescaped. */
export function sampleRecipe(name = 'η-Läufe ‖w⋆‖ 🙂 </metadata> ]]> (%\\) .'): Recipe {
  const id = '0123456789abcdef' as ExperimentId;
  return {
    format: 'sharpness-workbench-recipe',
    version: 1,
    program: '0.1.0',
    experiments: [{ id, name, spec: smallSpec(), digest: 'ab'.repeat(32) as Digest }],
    sheet: {
      figures: [
        {
          kind: 'heatmap',
          experiment: id,
          slice: { over: 'scale', depth: 2 },
          quantity: { kind: 'diverged' },
        },
      ],
      columns: 1,
      style: STYLE,
    },
  };
}

/** The sample figures laid out. */
export function sampleSheet(style: PrintStyle = STYLE, columns = 1): Sheet {
  return layOutSheet(FIGURES, { columns, style }, null, fontMetrics());
}
