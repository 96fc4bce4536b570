import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExperimentId } from '@shared/contract/ids';
import { dataSetDigest } from '@shared/experiment/digest';
import { drawnDataSet } from '@shared/experiment/load-data';
import { DEFAULT_STYLE } from '@shared/drawing/venues';
import type { SheetRequest } from '@shared/drawing/sheet';
import { defaultFigures } from '@shared/figures/default-figures';
import type { FigureKind } from '@shared/figures/figure-request';
import { openSpec } from '../../../src-main/core/open-spec';
import { SheetSource } from '../../../src-main/core/sheet-source';
import { exportSheet, openRecipe, previewSheet, type SheetContext } from '../../../src-main/core/sheets';
import { archiveExperiment, startExperiment } from '../../../src-main/core/start-experiment';
import { sheetPrinter } from '../../../src-main/export/sheet/sheet-printer';
import { systemClock } from '../../../src-main/hosts/node/clock';
import { openArchiveWriter } from '../../../src-main/store';
import { inProcessEngines } from '../../builders/in-process-engine';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';

interface Desk extends SheetContext {
  readonly id: ExperimentId;
  readonly kinds: FigureKind[];
  readonly run: () => Promise<void>;
}

function desk(): Desk {
  const archive = openArchiveWriter(temporaryFolder());
  onTestFinished(() => archive.close());
  const opened = openSpec(smallSpec(), {
    archive,
    readTable: () => {
      throw new Error('no file is read here');
    },
  });
  const { id } = archiveExperiment(archive, opened, '0.0.0');
  return {
    source: new SheetSource(
      () => archive,
      () => Promise.resolve(),
    ),
    printer: sheetPrinter(),
    program: '1.2.3',
    id,
    kinds: defaultFigures(opened.spec),
    run: async () => {
      const outside = { archive, launch: inProcessEngines(), clock: systemClock, processes: 2 };
      await startExperiment(opened, outside).finished;
    },
  };
}

function sheetOf({ id, kinds }: Desk, change: Partial<SheetRequest> = {}): SheetRequest {
  const figures = kinds.map((kind) => ({ ...kind, experiment: id }));
  return { figures, columns: 2, style: DEFAULT_STYLE, ...change };
}

describe('sheets of figures', () => {
  it('are drawn before any run has ended, and say what is missing', async () => {
    const { svg, warnings } = await previewSheet(...withSheet(desk()));
    expect(svg).toContain('<svg');
    expect(warnings.join()).toContain('12 of 12 runs');
  });

  it('follow the runs as they end', async () => {
    const there = desk();
    const before = await previewSheet(...withSheet(there));
    await there.run();
    const after = await previewSheet(...withSheet(there));
    expect(after.svg).not.toBe(before.svg);
    expect(after.warnings.join()).not.toContain('missing');
    expect(after.methods).toContain('Sharpness Workbench 1.2.3');
    expect(after.caption).toContain('(a)');
  });

  it('leave out figures whose experiment is not there, and refuse to be empty files', async () => {
    const there = desk();
    const stranger = { ...there.kinds[0]!, experiment: '0123456789abcdef' as ExperimentId };
    const own = { ...there.kinds[0]!, experiment: there.id };
    const partly = await previewSheet(there, sheetOf(there, { figures: [own, stranger] }));
    expect(partly.svg).toContain('<svg');
    expect(partly.warnings.join()).toContain('1 of 2 figures');
    const nothing = sheetOf(there, { figures: [stranger] });
    expect((await previewSheet(there, nothing)).svg).toBeNull();
    const options = { formats: ['svg'], name: null, dpi: 72 } as const;
    await expect(exportSheet(there, nothing, options)).rejects.toThrow('not in this data folder');
  });

  it('draw a run that was archived without its course by computing it again', async () => {
    const there = desk();
    await there.run();
    const request = {
      kind: 'runTrace',
      experiment: there.id,
      run: { cell: 0, repetition: 0 },
      convention: 'exact',
    } as const;
    const [figure] = await there.source.figures([request]);
    expect(figure!.kind === 'lines' && figure!.figure.panels[0]!.series[0]!.points.length).toBeGreaterThan(
      50,
    );
  });

  it('carry a recipe that finds their experiment again', async () => {
    const there = desk();
    await there.run();
    const sheet = sheetOf(there, { figures: [{ ...there.kinds[0]!, experiment: there.id }] });
    const [file] = await exportSheet(there, sheet, { formats: ['svg'], name: null, dpi: 72 });
    expect(file!.name).toMatch(/-distance\.svg$/);
    const { recipe, known } = openRecipe(there, file!.bytes);
    expect(known.map(({ id }) => id)).toEqual([there.id]);
    expect(recipe.sheet).toEqual(sheet);
    expect(recipe.experiments[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(recipe.experiments[0]!.data).toBe(dataSetDigest(drawnDataSet(smallSpec())!));
    const elsewhere = openRecipe(desk(), file!.bytes);
    expect(elsewhere.recipe.experiments[0]!.spec).toEqual(recipe.experiments[0]!.spec);
  });

  it('are the same bytes in whatever order their fields were put together', async () => {
    const there = desk();
    await there.run();
    const own = { ...there.kinds[0]!, experiment: there.id };
    const turned = Object.fromEntries(Object.entries(own).reverse()) as unknown as typeof own;
    expect(Object.keys(turned)).not.toEqual(Object.keys(own));
    const [one, other] = await Promise.all(
      [own, turned].map(async (figure) => {
        const sheet = sheetOf(there, { figures: [figure] });
        const files = await exportSheet(there, sheet, { formats: ['svg', 'pdf'], name: null, dpi: 72 });
        return files.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
      }),
    );
    expect(other).toEqual(one);
  });
});

function withSheet(there: Desk): [Desk, SheetRequest] {
  return [there, sheetOf(there)];
}
