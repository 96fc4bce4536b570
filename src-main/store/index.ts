/** The archive of a data folder: the only room that knows SQLite. */
export { openArchiveReader } from './reader';
export { updateSaid, type LayoutUpdate } from './copy-before-update';
export { openArchiveWriter, type WriterOptions } from './writer';
export type { ConnectionOptions } from './connection';
export { acquireRunnerLock, isRunnerActive, type RunnerLock } from './runner-lock';
export { needsCheck } from './unclean-exit';
export { checkArchive, hasArchive, type CheckResult } from './check-archive';
export { quickCheck, type CheckOptions } from './quick-check';
export { backupArchive } from './backup';
export { backupFile, backupFolder, lastWritten, listBackups, pruneBackups } from './backups';
export { careInThread } from './care-thread';
export { careHere, type CareProgress, type CareWork } from './care-work';
export { archiveRoom, type ArchiveRoom } from './archive-room';
export { compactedArchive, restoredArchive, type ReadyArchive } from './replace-archive';
export { clearStaleDrafts } from './drafts';
export { isArchiveFile } from './files';
export { createBundleDatabase } from './bundle/write-bundle';
export { openBundleDatabase } from './bundle/read-bundle';
