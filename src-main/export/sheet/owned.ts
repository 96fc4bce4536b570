/** What WebAssembly holds for an object is only given back when asked. */
export interface Held {
  delete(): void;
}
export type Own = <T extends Held>(object: T) => T;

/** Runs work that makes such objects, and gives all of them back in the end, the last one first. */
export function withFree<R>(work: (own: Own) => R): R {
  const held: Held[] = [];
  try {
    return work((object) => {
      held.push(object);
      return object;
    });
  } finally {
    for (const object of held.reverse()) object.delete();
  }
}
