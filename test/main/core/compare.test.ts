import { expect, it, onTestFinished } from 'vitest';
import type { Comparison } from '@shared/compare/comparison';
import { comparisonSheet } from '@shared/compare/comparison-sheet';
import { figuresOfAll } from '@shared/compare/side-figure';
import type { ExperimentRecord } from '@shared/contract/records';
import { comparisonSchema } from '@shared/contract/comparison-schemas';
import { sheetSchema } from '@shared/contract/sheet-schemas';
import { figureId } from '@shared/figures/default-figures';
import { verdictTable } from '@shared/figures/verdicts/verdict-table';
import { plan } from '@shared/experiment/plan';
import { compare, reportComparison } from '../../../src-main/core/compare/compare';
import { JUDGEABLE, judgeExperiment, placesToJudge } from '../../../src-main/core/judge-experiment';
import { keptOf } from '../../../src-main/core/kept-verdicts';
import { openArchived, theoryFacts } from '../../../src-main/core/open-archived';
import { openSpec } from '../../../src-main/core/open-spec';
import type { ArchiveWriter } from '../../../src-main/core/ports';
import { SheetSource } from '../../../src-main/core/sheet-source';
import { previewSheet, type SheetContext } from '../../../src-main/core/sheets';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { finishStudy } from '../../../src-main/core/studies/study';
import { sheetPrinter } from '../../../src-main/export/sheet/sheet-printer';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

const PROGRAM = '1.2.3';

interface Desk {
  readonly archive: ArchiveWriter;
  readonly records: readonly [ExperimentRecord, ExperimentRecord];
  readonly sheets: SheetContext;
  readonly context: Parameters<typeof compare>[1];
}

/** Two finished experiments that differ in their noise. */
async function desk(): Promise<Desk> {
  const archive = openArchiveWriter(temporaryFolder());
  onTestFinished(() => archive.close());
  const breathe = (): Promise<void> => Promise.resolve();
  const run = async (change: Record<string, unknown>): Promise<ExperimentRecord> => {
    const spec = smallSpec({ trace: { every: 20, quantities: ['sharpness'] }, ...change });
    const opened = openSpec(spec, {
      archive,
      readTable: () => {
        throw new Error('no file is read here');
      },
    });
    const outside = { archive, launch: inProcessEngines(), clock: systemClock, processes: 1 };
    archiveExperiment(archive, opened, PROGRAM);
    await startExperiment(opened, outside).finished;
    return archive.findByName(spec.name)!;
  };
  const noiseless = { kind: 'synthetic', samples: 20, features: 3, noise: 0 };
  return {
    archive,
    records: [await run({}), await run({ name: 'noiseless', data: noiseless })],
    sheets: { source: new SheetSource(() => archive, breathe), printer: sheetPrinter(), program: PROGRAM },
    context: { archive, program: PROGRAM, breathe },
  };
}

function comparisonOf({ records }: Desk, change: Partial<Comparison> = {}): Comparison {
  const sides = records.map(({ id }) => ({ experiment: id, cell: null, run: null }));
  return {
    sides,
    figure: figuresOfAll(
      sides,
      records.map(({ spec }) => spec),
    )[0]!,
    mode: 'multiples',
    statistics: { measure: 'finalSharpness', outcome: 'converged', interval: 'student' },
    ...change,
  };
}

it('compares specs, theory and runs of the archive', async () => {
  const own = await desk();
  const { archive, context, records } = own;
  const [first] = records;
  const spec = { ...first.spec };
  const judged = finishStudy(
    judgeExperiment({ ...openArchived(archive, first), spec }, placesToJudge(spec, {}), 'gradientDescent'),
  );
  archive.keepVerdicts(
    first.id,
    judged.map((run) => keptOf(run, 'gradientDescent', PROGRAM)),
  );
  const answer = await compare(comparisonOf(own), context);
  expect(answer.differences.map(({ path }) => path)).toEqual(['data.noise']);
  expect(answer.theory.map(({ bounds }) => bounds)).toEqual(
    records.flatMap((record) => theoryFacts({ ...openArchived(archive, record), spec: record.spec }).bounds),
  );
  const table = verdictTable(
    plan(spec).cells,
    JUDGEABLE.map(({ id }) => id),
    judged,
  );
  expect(answer.theory[0]!.verdicts!.statements).toEqual(
    table.statements.map(({ statement, all }) => ({ statement, tally: all })),
  );
  expect(answer.theory[1]!.verdicts).toBeNull();
  expect(answer.statistics[0]!.cells.every(({ paired }) => paired)).toBe(true);
});

it('reads a cell alone as it reads it among all', async () => {
  const own = await desk();
  const [first, second] = own.records;
  const whole = await compare(comparisonOf(own), own.context);
  const sides = [
    { experiment: first.id, cell: 2, run: null },
    { experiment: second.id, cell: 2, run: null },
  ];
  const alone = await compare(comparisonOf(own, { sides }), own.context);
  const { adjusted: _, ...measure } = alone.statistics[0]!.cells[0]!.measure!;
  expect(whole.statistics[0]!.cells[2]!.measure).toMatchObject(measure);
  // Beside the whole of the same experiment it is read with it.
  const mixed = [sides[0]!, { experiment: first.id, cell: null, run: null }];
  const [same] = (await compare(comparisonOf(own, { sides: mixed }), own.context)).statistics;
  expect(same!.cells).toHaveLength(1);
  expect(same!.cells[0]!.measure).toMatchObject({
    difference: 0,
    means: [measure.means[0], measure.means[0]],
  });
});

it('draws every figure that all sides have, side by side or over each other, in a sheet that is checked at the door', async () => {
  const own = await desk();
  const comparison = comparisonOf(own);
  const runs = own.records.map(({ id }) => ({ experiment: id, cell: 0, run: 1 }));
  const specs = own.records.map(({ spec }) => spec);
  const [ofAll, ofRuns] = [figuresOfAll(comparison.sides, specs), figuresOfAll(runs, specs)];
  expect(ofAll.map(figureId)).toContain('sharpness');
  expect(ofRuns.map(figureId)).toContain('theory-singularValues');
  const tried = [
    ...ofAll.map((figure) => ({ figure, sides: comparison.sides })),
    ...ofRuns.slice(0, 3).map((figure) => ({ figure, sides: runs })),
  ];
  for (const { figure, sides } of tried) {
    for (const mode of ['multiples', 'overlay'] as const) {
      const kept = comparisonSchema.parse(comparisonOf(own, { figure, sides, mode }));
      const sheet = sheetSchema.parse(comparisonSheet(kept, own.records));
      const drawing = previewSheet(own.sheets, sheet);
      if (mode === 'overlay' && figure.kind === 'heatmap') await expect(drawing).rejects.toThrow('Heatmaps');
      else expect((await drawing).svg).toContain('<svg');
    }
  }
});

it('reduces recorded courses for scatter plots', async () => {
  const own = await desk();
  const [{ id }] = own.records;
  const [figure] = await own.sheets.source.figures([
    {
      kind: 'scatter',
      experiment: id,
      x: { what: { of: 'course', quantity: 'sharpness', along: 'min' }, scale: 'linear' },
      y: { what: { of: 'course', quantity: 'sharpness', along: 'max' }, scale: 'linear' },
      points: 'runs',
      across: 'mean',
      within: null,
    },
  ]);
  if (figure?.kind !== 'lines') throw new Error('no lines');
  const points = figure.figure.panels[0]!.series.flatMap((series) => series.points);
  expect(points).toHaveLength(12);
  const [trace] = own.archive.traces(id, { cell: 0, repetition: 0 });
  expect(points.map(({ y }) => y)).toContain(Math.max(...trace!.values));
});

it('reports in both forms, with the figure inside', async () => {
  const own = await desk();
  for (const [form, start] of [
    ['html', '<!doctype html>'],
    ['markdown', '# Comparison of small, noiseless'],
  ] as const) {
    const file = await reportComparison(comparisonOf(own), form, own.context, own.sheets);
    const text = new TextDecoder().decode(file.bytes);
    expect(text.startsWith(start)).toBe(true);
    expect(text).toContain('data:image/svg+xml;base64,');
    expect(text).toContain('Noise of the targets');
  }
});

it('refuses an experiment that is not there, or in the bin', async () => {
  const own = await desk();
  own.archive.setDeleted([own.records[1].id], true);
  await expect(compare(comparisonOf(own), own.context)).rejects.toThrow('not in the data folder');
});
