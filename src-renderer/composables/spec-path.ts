type Container = Record<string, unknown> | unknown[];

/** The keys of a path such as `grid.training[2].learningRate`. */
function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([word, index]) =>
    index === undefined ? word : Number(index),
  );
}

/** What stands at a path, undefined where nothing does. */
export function readPath(value: unknown, path: string): unknown {
  return keysOf(path).reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

/** A copy with another value at a path; undefined takes the field out. The original stays as it is. */
export function writePath(value: unknown, path: string, next: unknown): unknown {
  return write(value, keysOf(path), next);
}

function write(value: unknown, [key, ...rest]: (string | number)[], next: unknown): unknown {
  if (key === undefined) return next;
  const copy: Container = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const fields = copy as Record<string | number, unknown>;
  const inner = write(fields[key], rest, next);
  if (inner !== undefined || Array.isArray(copy)) fields[key] = inner;
  else return Object.fromEntries(Object.entries(copy).filter(([name]) => name !== key));
  return copy;
}
