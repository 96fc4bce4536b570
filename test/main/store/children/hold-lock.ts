import { acquireRunnerLock } from '../../../../src-main/store/index';

/** Takes the runner's lock of the folder it is given, says so, and keeps it until it is killed. */
acquireRunnerLock(process.argv[2]!);
process.stdout.write(`${process.pid}\n`);
setInterval(() => undefined, 1000);
