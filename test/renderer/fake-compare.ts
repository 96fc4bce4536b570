import { comparisonAnswer, type ComparisonAnswer } from '@shared/compare/answer';
import { STATEMENTS } from '@shared/catalogue';
import type { Comparison } from '@shared/compare/comparison';
import type { ExportedFile } from '@shared/contract/sheets';
import { ApiError } from '../../src-renderer/client/connection';
import type { FakeArchive } from './fake-archive';
import { theoryFacts } from './fake-theory';

/** The real comparison of experiments in memory; no verdicts are kept there. */
export function fakeCompare(archive: FakeArchive): {
  compare: (comparison: Comparison) => ComparisonAnswer;
  report: (comparison: Comparison, form: 'html' | 'markdown') => ExportedFile;
} {
  return {
    compare: (comparison) =>
      comparisonAnswer(
        comparison,
        comparison.sides.map(({ experiment, cell, run }) => {
          const found = archive.experiments.get(experiment);
          if (found === undefined) {
            throw new ApiError(
              'unknown-experiment',
              'An experiment of this comparison is not in the data folder.',
              'Take it out of the comparison, or restore it from the bin.',
            );
          }
          const { record, data, prepared, runs } = found;
          const theory = theoryFacts(record.spec, data, prepared);
          return { record, compared: { spec: record.spec, theory, cell, run, runs, verdicts: [] } };
        }),
        STATEMENTS.flatMap(({ id, judge }) => (judge === undefined ? [] : [id])),
      ),
    report: (_, form) => ({
      name: `comparison.${form === 'html' ? 'html' : 'md'}`,
      mediaType: form === 'html' ? 'text/html' : 'text/markdown',
      bytes: new TextEncoder().encode('Comparison'),
    }),
  };
}
