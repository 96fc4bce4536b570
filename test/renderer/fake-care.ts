import type { WorkbenchApi } from '@shared/contract/api';
import type { BackupRecord, Maintenance, MaintenanceKind } from '@shared/contract/care';
import { ApiError } from '../../src-renderer/client/connection';

const STEPS = 8;
const STEP_MS = 100;
const FOLDER = '/home/ada/.local/share/sharpness-workbench';

type CareApi = Pick<
  WorkbenchApi,
  | 'archiveCare'
  | 'backUp'
  | 'checkArchive'
  | 'compactArchive'
  | 'restoreBackup'
  | 'moveDataFolder'
  | 'cancelMaintenance'
  | 'chooseFolder'
>;

/** Backups and the rest without a disk: each takes a little under a second. */
export class FakeCare {
  maintenance: Maintenance | null = null;
  folder = FOLDER;
  readonly #cancelled = new Set<Maintenance>();
  #bytes = 48.3e6;
  #free = 12.1e6;
  readonly #backups: BackupRecord[] = [
    this.#record('scheduled', '2026-03-07T09:00:00.000Z', 44.1e6),
    this.#record('before-layout', '2026-02-01T18:30:12.000Z', 31.5e6),
  ];

  constructor(private readonly changed: () => void) {}

  readonly api: CareApi = {
    archiveCare: async () => ({
      bytes: this.#bytes,
      free: this.#free,
      diskFree: 212e9,
      backupFolder: `${this.folder}/backups`,
      backups: [...this.#backups],
    }),
    backUp: async () => {
      await this.#work('backup');
      const record = this.#record('manual', '2026-03-14T09:26:53.000Z', this.#bytes);
      this.#backups.unshift(record);
      return record;
    },
    checkArchive: async () => {
      await this.#work('check');
      return { ok: true };
    },
    compactArchive: async () => {
      await this.#work('compact');
      const before = this.#bytes;
      this.#bytes -= this.#free;
      this.#free = 0;
      return { before, after: this.#bytes };
    },
    restoreBackup: async () => {
      await this.#work('restore');
      const setAside = this.#record('before-restore', '2026-03-14T09:27:10.000Z', this.#bytes);
      this.#backups.unshift(setAside);
      return { setAside };
    },
    moveDataFolder: async (folder) => {
      await this.#work('move');
      this.folder = folder;
    },
    cancelMaintenance: async () => {
      if (this.maintenance) this.#cancelled.add(this.maintenance);
    },
    chooseFolder: async () => '/mnt/data/workbench',
  };

  async #work(kind: MaintenanceKind): Promise<void> {
    let cancelled = false;
    for (let step = 0; step < STEPS && !cancelled; step += 1) {
      const now: Maintenance = {
        kind,
        done: kind === 'check' ? null : step / STEPS,
        cancellable: kind === 'backup' || kind === 'restore' || kind === 'move',
        blocksWriting: kind !== 'backup' && kind !== 'check',
      };
      this.maintenance = now;
      this.changed();
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
      cancelled = this.#cancelled.has(now);
    }
    this.maintenance = null;
    this.changed();
    if (cancelled) throw new ApiError('interrupted', 'It was cancelled; nothing was changed.', null);
  }

  #record(kind: BackupRecord['kind'], at: string, bytes: number): BackupRecord {
    const stamp = at.replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
    const name = `workbench-${stamp}-${kind}.sqlite`;
    return { file: `${FOLDER}/backups/${name}`, name, kind, at, bytes };
  }
}
