/** The paper whose results are drawn. */
export const PAPER_BIBTEX = `@inproceedings{marion2024deep,
  title     = {Deep linear networks for regression are implicitly regularized towards flat minima},
  author    = {Marion, Pierre and Chizat, L{\\'e}na{\\"i}c},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {37},
  year      = {2024}
}
`;
