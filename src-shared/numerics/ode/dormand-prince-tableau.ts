/**
 * Coefficients of Dormand and Prince's pair of orders 5 and 4 ("A family of embedded Runge-Kutta formulae", J. Comput.
 * Appl. Math. 6, 1980) with Shampine's continuous extension of order 4, as in DOPRI5 (Hairer, Nørsett, Wanner, "Solving
 * Ordinary Differential Equations I", section II.6). Its seventh stage is the derivative at the step's end, so the first
 * stage of the next step: six evaluations a step.
 */

/** c_i: stage i is at time t + c_i h. */
export const NODES = Float64Array.of(0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1);

/** Row i, from stage 2 on: the state of that stage is y + h Σ_j a_ij k_j. The last row holds the weights of order 5. */
export const STAGES: readonly Float64Array[] = [
  Float64Array.of(),
  Float64Array.of(1 / 5),
  Float64Array.of(3 / 40, 9 / 40),
  Float64Array.of(44 / 45, -56 / 15, 32 / 9),
  Float64Array.of(19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
  Float64Array.of(9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
  Float64Array.of(35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
];

/** Weights of order 5 less those of order 4: h Σ e_i k_i estimates the error of a step. */
export const ERROR_WEIGHTS = Float64Array.of(
  71 / 57600,
  0,
  -71 / 16695,
  71 / 1920,
  -17253 / 339200,
  22 / 525,
  -1 / 40,
);

/** d_i of the continuous extension: its part that the values and slopes at both ends do not fix. */
export const DENSE_WEIGHTS = Float64Array.of(
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
);

/** The method's step is stable for h λ in [-3.306, 0]: a little inside of that. */
export const STABLE_REACH = 3.2;
