declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** The first 16 hex digits of the SHA-256 of what defines an experiment (experiment/digest.ts). */
export type ExperimentId = Branded<string, 'ExperimentId'>;
/** SHA-256, 64 hex digits. */
export type Digest = Branded<string, 'Digest'>;
