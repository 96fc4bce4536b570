import { comparisonAnswer, type ComparisonAnswer, type OpenedSide } from '@shared/compare/answer';
import { FEWEST_SIDES, MOST_SIDES, type Comparison } from '@shared/compare/comparison';
import { comparisonSheet } from '@shared/compare/comparison-sheet';
import type { ExportedFile } from '@shared/contract/sheets';
import { WorkbenchError } from '@shared/contract/errors';
import { JUDGEABLE } from '../judge-experiment';
import { previewSheet, type SheetContext } from '../sheets';
import { openSides, type OpenSidesContext } from './open-sides';
import { comparisonReport } from './report';

/** Ids of the statements whose verdicts stand beside measurements: those of "lab verdicts". */
const STATEMENTS = JUDGEABLE.map(({ id }) => id);

/** What a comparison says in numbers. Rejects with 'unknown-experiment' or 'bad-arguments'. */
export async function compare(
  comparison: Pick<Comparison, 'sides' | 'statistics'>,
  context: OpenSidesContext,
): Promise<ComparisonAnswer> {
  return comparisonAnswer(comparison, await opened(comparison, context), STATEMENTS);
}

/** The same with its figure, as one file that needs no other. */
export async function reportComparison(
  comparison: Comparison,
  form: 'html' | 'markdown',
  context: OpenSidesContext,
  sheets: SheetContext,
): Promise<ExportedFile> {
  const sides = await opened(comparison, context);
  const sheet = comparisonSheet(
    comparison,
    sides.map(({ record }) => record),
  );
  return comparisonReport(
    {
      comparison,
      answer: comparisonAnswer(comparison, sides, STATEMENTS),
      sheet: await previewSheet(sheets, sheet),
      program: context.program,
    },
    form,
  );
}

async function opened(
  { sides, statistics }: Pick<Comparison, 'sides' | 'statistics'>,
  context: OpenSidesContext,
): Promise<OpenedSide[]> {
  if (sides.length < FEWEST_SIDES || sides.length > MOST_SIDES) {
    throw new WorkbenchError(
      'bad-arguments',
      `${sides.length} sides were given; a comparison has ${FEWEST_SIDES} to ${MOST_SIDES}.`,
    );
  }
  return openSides(sides, statistics.measure, context);
}
