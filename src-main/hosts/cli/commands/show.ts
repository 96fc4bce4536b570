import { Command } from 'commander';
import { plan } from '@shared/experiment/plan';
import { formatSetting } from '@shared/figures/format-number';
import { provenanceOf } from '../../../core/provenance';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingExperiment } from '../archive';
import { provenanceFacts } from '../print-provenance';
import { printJson, printLine, printFacts } from '../output';

export function showCommand(): Command {
  const command = new Command('show')
    .description('one experiment: state, counts, dates, spec')
    .argument('<experiment>');
  return withJson(withDataFolder(command)).action(
    (reference: string, { dataDir, json }: FolderOptions & JsonOption) => {
      const { experiment, provenance } = readingExperiment(dataDir, reference, (archive, found) => ({
        experiment: found,
        provenance: provenanceOf(archive, found),
      }));
      if (json) {
        printJson({ ...experiment, provenance });
        return;
      }
      const { spec, counts, notes, tags } = experiment;
      const { stepCount, cells } = plan(spec);
      printFacts([
        ['name', experiment.name],
        ['id', experiment.id],
        ['status', experiment.status],
        ['runs', `${counts.finished} of ${counts.total} finished, ${counts.failed} failed`],
        ['cells', `${cells.length}, ${stepCount.toLocaleString('en')} steps in all`],
        ['created', experiment.createdAt],
        ['started', experiment.startedAt ?? '–'],
        ['finished', experiment.finishedAt ?? '–'],
        ['data', experiment.data.origin],
        ['network', `${spec.network.kind}, depth ${spec.grid.depths.join(', ')}`],
        ['initialisation', spec.initialisation.family],
        ['scales', spec.grid.scales.map((scale) => formatSetting(scale)).join('  ')],
        ...spec.grid.training.map((schedule, i) => [
          i === 0 ? 'learning rates' : '',
          `${formatSetting(schedule.learningRate)}: ${schedule.steps} steps × ${schedule.repetitions}`,
        ]),
        [
          'randomness',
          spec.randomness.scheme === 'authors'
            ? `the authors' (${spec.randomness.sweep}), seed ${spec.seed}`
            : `by content, ${spec.randomness.draws} draws, seed ${spec.seed}`,
        ],
        ['program', experiment.programVersion],
        ['tags', tags.join(', ') || '–'],
        ...provenanceFacts(provenance),
      ]);
      if (notes !== '') printLine(`\n${notes}`);
    },
  );
}
