/**
 * Prepares a bare clone: installs the locked dependencies when they are missing or outdated and, with --build,
 * bundles the program when a source file changed. Runs on the machine's own Node (20 or later), before anything
 * is installed, so it uses Node alone. Writes to standard error only: standard output belongs to the command.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wantsBuild = process.argv.includes('--build');
const forced = process.argv.includes('--force');

const say = (line) => process.stderr.write(`${line}\n`);

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/** Runs npm itself with the Node that runs this script; its output goes to standard error. */
function npm(...args) {
  const cli = process.env.npm_execpath;
  const isScript = cli !== undefined && /\.[cm]?js$/.test(cli);
  const result = isScript
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.error) say(`Could not start npm: ${result.error.message}`);
  if (result.status !== 0) {
    say(`"npm ${args.join(' ')}" did not finish; mend what it says above and run the same command again.`);
    process.exit(1);
  }
}

function upToDate(stampPath, stamp) {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp;
}

const installStamp = digestOf(['package-lock.json']);
const installStampPath = join(root, 'node_modules', '.workbench-install');
if (!upToDate(installStampPath, installStamp)) {
  say('Installing dependencies (once, about half a minute) …');
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(installStampPath, installStamp);
}

if (wantsBuild) {
  const sources = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];
  const buildStamp = digestOf([
    ...sources,
    ...['src-shared', 'src-main', 'src-renderer'].flatMap(filesUnder),
  ]);
  const buildStampPath = join(root, 'out', '.workbench-build');
  if (forced || !upToDate(buildStampPath, buildStamp)) {
    say('Building …');
    npm('run', '--silent', 'build:bundle');
    mkdirSync(dirname(buildStampPath), { recursive: true });
    writeFileSync(buildStampPath, buildStamp);
  }
}
