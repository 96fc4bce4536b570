import { STATEMENTS } from '@shared/catalogue';
import { STATEMENT_SUBJECTS, type Statement, type StatementSubject } from '@shared/theory/statement';

export interface SubjectWords {
  readonly title: string;
  /** What its statements have in common, in one sentence. */
  readonly about: string;
}

export const SUBJECT_WORDS: Readonly<Record<StatementSubject, SubjectWords>> = {
  minimisers: {
    title: 'Minimisers',
    about: 'Section 3: how sharp minimisers of the risk are, and which of them gradient descent can reach.',
  },
  smallScale: {
    title: 'Small-scale initialisation',
    about: 'Section 4: gradient flow of a fully connected network from small weights.',
  },
  residual: {
    title: 'Residual initialisation',
    about: 'Section 5: gradient flow of a residual network from the identity and Gaussian noise.',
  },
  general: {
    title: 'General lemmas',
    about: 'Appendix A: what the proofs rest on.',
  },
};

/** The catalogue's statements by subject, in the order of the paper; subjects without any are left out. */
export const SUBJECTS: readonly (SubjectWords & {
  readonly subject: StatementSubject;
  readonly statements: readonly Statement[];
})[] = STATEMENT_SUBJECTS.map((subject) => ({
  subject,
  ...SUBJECT_WORDS[subject],
  statements: STATEMENTS.filter((statement) => statement.subject === subject),
})).filter(({ statements }) => statements.length > 0);
