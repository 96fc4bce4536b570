import { tally, tallySaid } from '@shared/claims/tally';
import type { Verdict } from '@shared/claims/verdict';
import { escaped, table } from './markdown-parts';
import {
  HOW_TO_READ,
  VERDICT_WORDS,
  type ReproducedExperiment,
  type ReproducedFigure,
  type Reproduction,
} from './reproduction';

/**
 * The report as Markdown (CommonMark with tables), with its pictures beside it.
 *
 * @param pictureOf the file of a figure's picture, relative to the report.
 */
export function reportMarkdown(
  { figures, program, bibtex }: Reproduction,
  pictureOf: (figure: ReproducedFigure) => string,
): string {
  return [
    '# The paper’s figures, computed again',
    `Sharpness Workbench ${program}. ${tallySaid(tally(figures.flatMap(({ verdicts }) => verdicts)))}`,
    HOW_TO_READ.map((line) => `- ${escaped(line)}`).join('\n'),
    ...figures.map((figure) => section(figure, pictureOf)),
    '## Reference',
    ['```bibtex', bibtex.trim(), '```'].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(figure: ReproducedFigure, pictureOf: (figure: ReproducedFigure) => string): string {
  const { title, verdicts, experiments, panels, caption, methods } = figure;
  return [
    `## Figure ${figure.figure}: ${escaped(title)}`,
    figure.svg === null ? '*Not computed yet.*' : `![Figure ${figure.figure}](${pictureOf(figure)})`,
    escaped(caption),
    panels.map(({ id, shows }) => `- **${id}** in the paper: ${escaped(shows)}`).join('\n'),
    verdicts.length === 0 ? '' : `${tallySaid(tally(verdicts))}\n\n${verdictTable(verdicts)}`,
    ...verdicts.map(({ figure: panel, text, holds, detail }) =>
      [`**${panel}, ${VERDICT_WORDS[`${holds}`]}.**`, escaped(text), escaped(detail)].join(' '),
    ),
    experimentTable(experiments),
    escaped(methods),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function verdictTable(verdicts: readonly Verdict[]): string {
  return table(
    ['panel', 'claim', 'verdict', 'measured', 'expected'],
    verdicts.map(({ figure, text, holds, measured, expected }) => [
      figure,
      text,
      VERDICT_WORDS[`${holds}`],
      measured?.said ?? '–',
      expected?.said ?? '–',
    ]),
  );
}

function experimentTable(experiments: readonly ReproducedExperiment[]): string {
  return table(
    ['experiment', 'id', 'runs', 'digest of the results'],
    experiments.map(({ preset, id, total, finished, digest }) => [
      preset,
      id ?? '–',
      `${finished} of ${total}`,
      digest ?? '–',
    ]),
  );
}
