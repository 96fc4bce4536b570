import type { Background } from '../background';

export interface QuietableBackground {
  /** The same; calls that come while it is kept quiet wait. */
  readonly background: Background;
  /**
   * Does `work` while the background has nothing open: studies are cancelled, what is under way ends first. Afterwards it
   * reads the archive of `folder`.
   */
  quietly<T>(work: () => Promise<T> | T, folder: () => string): Promise<T>;
}

/** What needs no archive, or ends things. */
const ALWAYS: readonly (keyof Background)[] = [
  'studyProgress',
  'cancelStudy',
  'cancelStudies',
  'readFrom',
  'close',
];

type AnyMethod = (...parameters: unknown[]) => Promise<unknown>;

/** Puts a door before the background that can be shut for a moment. */
export function quietable(background: Background): QuietableBackground {
  const underWay = new Set<Promise<unknown>>();
  let shut: Promise<void> | null = null;
  const call = async (name: keyof Background, parameters: unknown[]): Promise<unknown> => {
    if (!ALWAYS.includes(name)) while (shut !== null) await shut;
    const answer = (background[name] as AnyMethod)(...parameters);
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    if (!ALWAYS.includes(name)) {
      underWay.add(settled);
      void settled.then(() => underWay.delete(settled));
    }
    return answer;
  };
  const front = new Proxy(background, {
    get:
      (_, name) =>
      (...parameters: unknown[]) =>
        call(name as keyof Background, parameters),
  });
  return {
    background: front,
    async quietly(work, folder) {
      let open = (): void => undefined;
      shut = new Promise((resolve) => (open = resolve));
      try {
        await background.cancelStudies();
        await Promise.all(underWay);
        await background.readFrom(null);
        return await work();
      } finally {
        shut = null;
        await background.readFrom(folder()).finally(open);
      }
    },
  };
}
