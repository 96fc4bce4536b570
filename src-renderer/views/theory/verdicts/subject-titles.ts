import type { StatementSubject } from '@shared/theory/statement';

export const SUBJECT_TITLES: Readonly<Record<StatementSubject, string>> = {
  minimisers: 'Minimisers (Section 3)',
  smallScale: 'Small-scale initialisation (Section 4)',
  residual: 'Residual initialisation (Section 5)',
  general: 'General lemmas (Appendix A)',
};
