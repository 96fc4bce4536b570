/** A choice that a select or a row of segments offers. */
export interface Option<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly about?: string;
  readonly disabled?: boolean;
}
