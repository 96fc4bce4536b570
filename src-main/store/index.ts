/** The archive of a data folder: the only room that knows SQLite. */
export { openArchiveReader } from './reader';
export { openArchiveWriter, type WriterOptions } from './writer';
export type { ConnectionOptions } from './connection';
export { acquireRunnerLock, isRunnerActive, type RunnerLock } from './runner-lock';
export { needsCheck } from './unclean-exit';
export { checkArchive, type CheckResult } from './check-archive';
export { quickCheck, type CheckOptions } from './quick-check';
export { backupArchive, type BackupProgress } from './backup';
export { isArchiveFile } from './files';
