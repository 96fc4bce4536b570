import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WorkbenchError } from '@shared/contract/errors';
import { forkedEngines } from '../../engine/launch-forked';
import { CARE_WORKER_ENTRY, CHECK_WORKER_ENTRY, ENGINE_ENTRY } from '../cli/entries';
import { exitCodeOf, reportError } from '../cli/failures';
import { onLostNpm } from '../cli/parent-watch';
import { defaultDataFolder } from '../node/data-folder';
import { openWorkbench } from '../node/open-workbench';
import { readPage } from '../page/page-files';
import { serveBrowsers } from './server';

/* The bundler puts every entry of the main process into out/main, and the page into out/renderer. */
const BACKGROUND_ENTRY = join(__dirname, 'background.cjs');
const DEED_ENTRY = join(__dirname, 'deed.cjs');
const PAGE_FOLDER = join(__dirname, '..', 'renderer');

const SAME_WISH_MS = 1000;

/** better-sqlite3's binary needs Node 22's native interface: on an older Node it crashes instead of complaining. */
const OLDEST_NODE = 22;

interface Arguments {
  readonly dataFolder: string;
  readonly port: number;
}

async function main(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new WorkbenchError(
      'engine-unavailable',
      `This is Node ${process.versions.node}; the workbench needs ${OLDEST_NODE} or later.`,
      'Start it through npm, which brings its own: npm start.',
    );
  }
  const { dataFolder, port } = readArguments(process.argv.slice(2));
  const page = readPage(PAGE_FOLDER);
  const workbench = await openWorkbench({
    dataFolder,
    host: 'browser',
    launch: forkedEngines(ENGINE_ENTRY),
    backgroundEntry: BACKGROUND_ENTRY,
    deedEntry: DEED_ENTRY,
    checkWorkerEntry: CHECK_WORKER_ENTRY,
    careWorkerEntry: CARE_WORKER_ENTRY,
  });
  const server = await serveBrowsers(workbench, { page, port, reportBug }).catch(async (error: unknown) => {
    await workbench.close();
    throw error;
  });

  let asked: number | null = null;
  const stop = (): void => {
    if (asked !== null) {
      // One Ctrl-C comes twice: from the terminal and through npm. Whoever asks again later wants out now.
      if (performance.now() - asked > SAME_WISH_MS) process.exit(1);
      return;
    }
    asked = performance.now();
    void server
      .close()
      .then(() => workbench.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          reportError(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  onLostNpm(stop);

  process.stderr.write(
    'Sharpness Workbench runs. Open this address in a browser on this machine; Ctrl-C ends it.\n',
  );
  process.stdout.write(`${server.address}\n`);
}

function readArguments(words: string[]): Arguments {
  let values: { 'data-dir'?: string; port?: string };
  try {
    values = parseArgs({
      args: words,
      options: { 'data-dir': { type: 'string' }, port: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new WorkbenchError('bad-arguments', `${(error as Error).message.split('. ')[0]!}.`, USAGE, {
      cause: error,
    });
  }
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new WorkbenchError(
      'bad-arguments',
      `--port ${values.port!}: a port is a number from 0 to 65535.`,
      USAGE,
    );
  }
  return { dataFolder: values['data-dir'] ?? defaultDataFolder(), port };
}

const USAGE = 'Usage: npm start -- --browser [--data-dir DIR] [--port NUMBER]';

function reportBug(error: unknown, method: string): void {
  process.stderr.write(`${method}: `);
  reportError(error);
}

main().catch((error: unknown) => {
  reportError(error);
  process.exit(exitCodeOf(error));
});
