import { STATEMENTS } from '@shared/catalogue';
import type { StatementSubject } from '@shared/theory/statement';

export const SUBJECT_TITLES: Readonly<Record<StatementSubject, string>> = {
  minimisers: 'On minimisers',
  smallScale: 'On small initial weights',
  residual: 'On residual networks',
  general: 'In general',
};

/** What a statement is about. */
export function subjectOf(statement: string): StatementSubject {
  return STATEMENTS.find(({ id }) => id === statement)!.subject;
}
