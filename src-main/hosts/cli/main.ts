import { EXIT, exitCodeOf, reportError } from './failures';
import { buildProgram } from './program';

/** better-sqlite3's binary needs Node 22's native interface: on an older Node it crashes instead of complaining. */
const OLDEST_NODE = 22;

function main(): void {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    process.stderr.write(
      `This is Node ${process.versions.node}; the workbench needs ${OLDEST_NODE} or later. Start it through npm, which brings its own: npm run --silent lab -- …\n`,
    );
    process.exit(1);
  }
  // The reader of a pipe may stop early (head): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    process.stderr.write(`The result cannot be written to standard output: ${error.message}.\n`);
    process.exit(EXIT.failed);
  });
  // Progress that nobody can see stops no computation.
  process.stderr.on('error', () => undefined);
  buildProgram()
    .parseAsync(process.argv)
    .catch((error: unknown) => {
      reportError(error);
      process.exitCode = exitCodeOf(error);
    });
}

main();
