import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import { formatNumber } from '@shared/figures/format-number';
import { processCount } from '../cli/arguments';
import { printJson, printLine, printTable, say } from '../cli/output';
import { knownFigures, measureFigure, type FigureReport } from './figures';
import { measureKernel, measurePeak, type Comparison, type KernelReport } from './kernels';
import { measureProcesses, type ProcessReport } from './processes';
import { SHAPES, shapeName } from './shapes';
import { measureSubnormals, type SubnormalReport } from './subnormals';
import { SAMPLES, type Spread } from './timing';

interface Options {
  readonly json?: true;
  readonly figures?: true;
  readonly processes: number;
}

const percent = (share: number): string => `${formatNumber(100 * share, 3)} %`;
const spread = ({ median, low, high }: Spread, show: (value: number) => string): string =>
  `${show(median)} (${show(low)}–${show(high)})`;
const short = (value: number): string => formatNumber(value, 3);

async function main(): Promise<void> {
  const options = new Command('bench')
    .description('time the engine on this machine; close other programs first')
    .option('--figures', "compute the paper's experiments whole, too")
    .option('--processes <n>', 'engine processes for them', processCount, availableParallelism())
    .option('--json', 'print JSON')
    .parse(process.argv)
    .opts<Options>();
  const { peak } = measurePeak();
  const kernels = SHAPES.map((shape) => {
    say(`${shapeName(shape)} …`);
    return measureKernel(shape);
  });
  say('subnormal numbers …');
  const subnormals = measureSubnormals();
  say('one and two processes …');
  const processes = await measureProcesses();
  const figures = options.figures
    ? knownFigures().map((figure) => {
        say(`${figure.preset} …`);
        return measureFigure(figure, options.processes);
      })
    : [];
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    node: process.version,
  };
  if (options.json) {
    printJson({ ...machine, peak, kernels, subnormals, processes, figures });
    return;
  }
  printLine(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}`);
  printLine(`Peak of one core, 128-bit vectors, unfused multiply and add: ${spread(peak, short)} GF/s`);
  printComparisons('One update, ns a replica', kernels, ({ step }) => step);
  printComparisons(
    'Published sharpness (20 products), ns a replica',
    kernels,
    ({ publishedSharpness }) => publishedSharpness,
  );
  printComparisons(
    'Exact sharpness at the start, ns a replica',
    kernels,
    ({ exactSharpness }) => exactSharpness,
  );
  printSubnormals(subnormals);
  printProcesses(processes);
  if (figures.length > 0) printFigures(figures);
  printLine('');
  printLine(
    `Medians of ${SAMPLES} samples (least–most). Ratios are taken sample by sample, both sides in turns. Operations are those of the scalar code.`,
  );
}

function printComparisons(
  title: string,
  kernels: readonly KernelReport[],
  of: (report: KernelReport) => Comparison,
): void {
  printLine('');
  printLine(title);
  printTable(
    ['network', 'lanes', 'kernel', 'scalar code', 'scalar / kernel', 'GF/s', 'share of peak'],
    kernels.map((report) => {
      const { kernel, scalar, ratio, flops, shareOfPeak } = of(report);
      return [
        report.shape,
        String(report.lanes),
        spread(kernel, short),
        spread(scalar, short),
        spread(ratio, short),
        flops === null ? '' : short(flops / kernel.median),
        shareOfPeak === null ? '' : spread(shareOfPeak, percent),
      ];
    }),
    1,
  );
}

function printSubnormals({ block, trainer }: SubnormalReport): void {
  printLine('');
  printLine(
    'A run with subnormal numbers: its block over one without; other runs in a trainer that has some, over without',
  );
  printTable(['block', 'trainer'], [[spread(block, short), spread(trainer, short)]]);
}

function printProcesses({ preset, one, two, ratio }: ProcessReport): void {
  printLine('');
  printLine(`Steady work of ${preset}, updates a second`);
  printTable(
    ['one process', 'two', 'two / one'],
    [[spread(one, short), spread(two, short), spread(ratio, short)]],
  );
}

function printFigures(figures: readonly FigureReport[]): void {
  printLine('');
  printLine(`Whole experiments from the command line, ${figures[0]!.processes} engine processes`);
  printTable(
    ['figures', 'preset', 'runs', 'wall time, s', 'not in kernels'],
    figures.map(({ figures: made, preset, runs, wallSeconds, shareOutsideKernels }) => [
      made,
      preset,
      String(runs),
      short(wallSeconds),
      percent(shareOutsideKernels),
    ]),
    2,
  );
}

void main();
