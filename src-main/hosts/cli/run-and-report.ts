import type { OpenSpec } from '../../core/open-spec';
import type { ArchiveWriter } from '../../core/ports';
import { printCellTable, rowsOf } from './commands/table';
import { computeExperiment, requireNoFailures, type ComputeOptions } from './compute';
import { printJson, printLine, say } from './output';

interface ReportOptions extends ComputeOptions {
  readonly json?: true;
  readonly table?: true;
}

/** Computes what an experiment lacks, and prints what came of it. */
export async function runAndReport(
  opened: OpenSpec,
  archive: ArchiveWriter,
  options: ReportOptions,
): Promise<void> {
  const computed = await computeExperiment(opened, archive, options);
  const { record, summary, adopted } = computed;
  const { name, id, status, counts } = record;
  if (options.json) {
    const { seconds, kernelSeconds } = summary;
    const work = { computed: summary.computed, adopted, seconds, kernelSeconds };
    printJson({ id, name, status, counts, extends: record.extends, ...work });
  } else if (options.table) printCellTable(rowsOf(archive, record));
  else {
    printLine(
      `${name} (${id}): ${counts.finished} of ${counts.total} runs finished, ${summary.computed} computed now.`,
    );
    say(`See them with: lab table ${/^[\w.-]+$/.test(name) ? name : id}`);
  }
  requireNoFailures(computed, archive);
}
