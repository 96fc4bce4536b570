import type { LiveState } from '@shared/contract/live-state';
import type { Preferences } from '@shared/contract/preferences';
import type { WorkbenchApi } from '@shared/contract/api';
import type { ExperimentId } from '@shared/contract/ids';
import type { MenuCommand } from '@shared/contract/menu-commands';
import { experimentId, specDigest } from '@shared/experiment/digest';
import { estimate } from '@shared/experiment/estimate';
import { traceQuantities } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import { cellTable } from '@shared/figures/cell-table';
import { retrace } from '@shared/training/retrace';
import { ApiError, type Connection } from '../../src-renderer/client/connection';
import { FakeArchive, traceKey, type FakeExperiment } from './fake-archive';
import { fakeCompare } from './fake-compare';
import { fakeLibrary } from './fake-library';
import { FakeCare } from './fake-care';
import { fakeDeeds } from './fake-deeds';
import { FakePaper } from './fake-paper';
import { FakeRunner } from './fake-runner';
import { FakeSheets } from './fake-sheets';
import { FakeStudies } from './fake-studies';
import { theoryFacts } from './fake-theory';
import { fill, type Scenario } from './scenarios';

const FREE_BYTES = 212e9;
const CORES = 8;

/** A whole application in the page's memory: real validation, theory and training, no processes, no disk. */
export async function fakeConnection(scenario: Scenario): Promise<Connection> {
  if (scenario === 'refused')
    throw new ApiError(
      'folder-busy',
      'Another workbench uses this data folder.',
      'Close the other window first.',
    );
  const archive = new FakeArchive();
  fill(archive, scenario);
  const listeners = new Set<(state: LiveState) => void>();
  const commandListeners = new Set<(id: MenuCommand) => void>();
  const lostListeners = new Set<(reason: string) => void>();
  const tell = (): void => listeners.forEach((listener) => listener(state()));
  const runner = new FakeRunner(tell);
  const care = new FakeCare(tell);
  const state = (): LiveState => ({ ...runner.state(), maintenance: care.maintenance });
  const paper = new FakePaper(archive);
  const sheets = new FakeSheets(archive);
  const comparing = fakeCompare(archive);
  const studies = new FakeStudies(archive);
  let preferences: Preferences = {
    theme: 'system',
    palette: 'colourBlindSafe',
    processes: CORES - 1,
    backupSchedule: 'weekly',
    digits: 4,
    powers: 'superscript',
    backupKeep: 4,
    backupFolder: null,
  };

  const find = (id: ExperimentId): FakeExperiment => {
    const found = archive.experiments.get(id);
    if (!found) throw new ApiError('unknown-experiment', 'This experiment is not in the data folder.', null);
    return found;
  };
  const change = (id: ExperimentId, part: Partial<FakeExperiment['record']>): FakeExperiment['record'] => {
    const experiment = find(id);
    experiment.record = { ...experiment.record, ...part };
    runner.touch();
    return experiment.record;
  };

  const api: WorkbenchApi = {
    about: async () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      dataFolder: care.folder,
      cores: CORES,
    }),
    getExperiment: async (id) => archive.experiments.get(id)?.record ?? null,
    cellTable: async (id) => {
      const found = archive.experiments.get(id);
      return found ? cellTable(plan(found.record.spec).cells, found.runs) : null;
    },
    theory: async (id) => {
      const found = archive.experiments.get(id);
      return found ? theoryFacts(found.record.spec, found.data, found.prepared) : null;
    },
    runsOfCell: async (id, cell) => find(id).runs.filter((run) => run.cell === cell),
    traces: async (id, place) => [...(find(id).traces.get(traceKey(place)) ?? [])],
    replayRun: async (id, { cell, repetition }, samples) => {
      const { record, prepared } = find(id);
      const planned = plan(record.spec).cells[cell]!;
      const quantities = traceQuantities(record.spec).filter((name) => name !== 'sharpnessAsPublished');
      const slices = retrace(prepared.task(planned, repetition), quantities, samples);
      let step = slices.next();
      while (!step.done) step = slices.next();
      return step.value;
    },
    figures: async (requests) => requests.map((request) => sheets.figure(request)),
    previewSheet: async (sheet) => sheets.preview(sheet),
    exportSheet: async (sheet, options) => sheets.files(sheet, options),
    openRecipe: async (file) => sheets.openRecipe(file),
    paperFigures: async () => paper.figures(),
    paperVerdicts: async (figure) => paper.verdicts(figure),
    reproduce: async (figures) => {
      for (const preset of paper.presets(figures)) {
        const experiment = archive.add(paper.open(preset), new Date().toISOString());
        if (experiment.record.status !== 'finished') runner.add(experiment);
      }
    },
    reproductionReport: async (form) => ({
      name: `reproduction.${form === 'html' ? 'html' : 'md'}`,
      mediaType: form === 'html' ? 'text/html' : 'text/markdown',
      bytes: new TextEncoder().encode('Figure 1'),
    }),
    compare: async (comparison) => comparing.compare(comparison),
    comparisonReport: async (comparison, form) => comparing.report(comparison, form),
    study: (key, request) => studies.run(key, request),
    ...fakeDeeds(archive, () => runner.touch()),
    studyProgress: async (key) => studies.desk.progress(key),
    cancelStudy: async (key) => studies.desk.cancel(key),
    previewSpec: async (input) => {
      const opened = archive.open(input);
      if (!opened.ok) return opened;
      const { spec, data, prepared } = opened;
      const id = experimentId(spec);
      const known = archive.experiments.get(id)?.record ?? null;
      return {
        ok: true,
        spec,
        id,
        known: known?.deletedAt === null ? known : null,
        theory: theoryFacts(spec, data, prepared),
        estimate: estimate(spec, data.train, preferences.processes),
        ...archive.whatIsThere(spec, data, preferences.processes),
        freeBytes: FREE_BYTES,
      };
    },
    importTable: async (name, text) => {
      const separator = text.split('\n', 1)[0]!.includes('\t') ? '\t' : ',';
      const rows = text
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(separator));
      if (text.trim() === '') throw new ApiError('bad-data', `${name} is empty.`, null);
      const sha256 = 'ab'.repeat(32);
      const file = `imports/${sha256.slice(0, 16)}/${name}`;
      archive.tables.set(file, { rows, sha256 });
      return { file, sha256, columns: rows[0]!, rowCount: rows.length - 1, head: rows.slice(1, 9) };
    },
    startExperiment: async (input, from) => {
      const opened = archive.open(input);
      if (!opened.ok)
        throw new ApiError('bad-spec', opened.problems.map(({ message }) => message).join('\n'), null);
      const experiment = archive.add(opened, new Date().toISOString());
      experiment.record = { ...experiment.record, deletedAt: null, extends: from ?? null };
      runner.add(experiment);
      return experiment.record;
    },
    pause: async () => runner.pause('paused'),
    resume: async () => runner.pause('running'),
    cancel: async (id) => runner.cancel(find(id)),
    provenance: async (id) => {
      const { record } = find(id);
      const named = (of: ExperimentId) => ({
        id: of,
        name: archive.experiments.get(of)?.record.name ?? null,
      });
      return {
        specDigest: specDigest(record.spec),
        data: record.data,
        extends: record.extends === null ? null : named(record.extends),
        extendedBy: archive
          .list()
          .filter((other) => other.extends === id)
          .map((other) => named(other.id)),
        ...(archive.provenance.get(id) ?? { sessions: [], adoptions: [], verifications: [] }),
      };
    },
    verify: async (id, share) => {
      const { record } = find(id);
      const asked = Math.max(1, Math.round(share * record.counts.finished));
      runner.verifying = {
        id,
        name: record.name,
        phase: 'running',
        asked,
        checked: 0,
        differing: 0,
        steps: 0,
        stepsToDo: 1000,
        secondsLeft: null,
        engineProcesses: 2,
      };
      runner.touch();
    },
    cancelVerification: async () => {
      runner.verifying = null;
      runner.touch();
    },
    rename: async (id, name) => {
      if (archive.list().some((other) => other.id !== id && other.name === name))
        throw new ApiError(
          'bad-arguments',
          `Another experiment is called "${name}".`,
          'Choose another name.',
        );
      return change(id, { name });
    },
    setNotes: async (id, notes) => void change(id, { notes }),
    ...fakeLibrary(archive, runner, FREE_BYTES),
    ...care.api,
    openWindow: async () => {
      throw new ApiError('bad-arguments', 'This host opens no windows.', 'Open the address in another tab.');
    },
    preferences: async () => preferences,
    setPreferences: async (part) => (preferences = { ...preferences, ...part }),
    subscribe: async () => state(),
  };
  // Answers come later than they were asked for, as over any transport.
  const delay = scenario === 'slow' ? 1e9 : 1;
  /** What tests ask of the next call of a method: that it fails, or that it takes its time. */
  const calls: (readonly [name: string, ...parameters: unknown[]])[] = [];
  const trouble = new Map<string, { readonly fails?: boolean; readonly takes?: number }>();
  const transported = Object.fromEntries(
    Object.entries(api).map(([name, method]) => [
      name,
      async (...parameters: unknown[]) => {
        calls.push([name, ...parameters]);
        const { fails = false, takes = delay } = trouble.get(name) ?? {};
        trouble.delete(name);
        await new Promise((resolve) => setTimeout(resolve, takes));
        if (fails) throw new ApiError('store-damaged', 'The archive cannot be read.', 'Try it once more.');
        return structuredClone(await (method as (...all: unknown[]) => Promise<unknown>)(...parameters));
      },
    ]),
  ) as unknown as WorkbenchApi;
  Object.assign(globalThis, {
    waitForRoom: () => runner.waitForRoom(),
    loseConnection: (reason: string) => lostListeners.forEach((tell) => tell(reason)),
    chooseInMenu: (id: MenuCommand) => commandListeners.forEach((tell) => tell(id)),
    calls,
    makeTrouble: (method: string, how: { fails?: boolean; takes?: number }) => trouble.set(method, how),
  });
  return {
    api: transported,
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onCommand: (listener) => {
      commandListeners.add(listener);
      return () => commandListeners.delete(listener);
    },
    onLost: (listener) => {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
  };
}
