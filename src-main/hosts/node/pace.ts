import { WorkbenchError } from '@shared/contract/errors';
import type { Pace } from '../../core/ports';

/** Longest stretch of work without a breath, in milliseconds. */
const STRETCH_MS = 8;

export interface PaceOptions {
  readonly told: (said: string, share: number | null) => void;
  readonly cancelled: () => boolean;
  /** Milliseconds of rest after each stretch, for others that wait for the same archive; 0 for none. */
  readonly rest: number;
}

/** The pace of a long deed in a process or thread of its own. */
export function paceOf({ told, cancelled, rest }: PaceOptions): Pace {
  let last = performance.now();
  const breathe = async (): Promise<void> => {
    await new Promise<void>((resolve) => (rest > 0 ? setTimeout(resolve, rest) : setImmediate(resolve)));
    last = performance.now();
  };
  return {
    breathe,
    async tell(said, share) {
      if (performance.now() - last < STRETCH_MS) return;
      told(said, share);
      await breathe();
      if (cancelled())
        throw new WorkbenchError('interrupted', 'It was cancelled.', 'Nothing was left behind.');
    },
  };
}
