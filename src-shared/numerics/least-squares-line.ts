/** The least-squares line y = intercept + slope · x through n points. */
export interface LineFit {
  readonly n: number;
  readonly slope: number;
  readonly intercept: number;
  /** Standard errors under independent errors of one variance, s² = SSR/(n - 2); null for n = 2. */
  readonly slopeStderr: number | null;
  readonly interceptStderr: number | null;
  /** Share of the variance of y that the line explains; 1 where y is constant and the line goes through it. */
  readonly rSquared: number;
}

/**
 * Ordinary least squares, about the means: sums of products of deviations, so that a large mean cancels nothing.
 * Standard errors s/√S_xx of the slope and s √(1/n + x̄²/S_xx) of the intercept (Draper and Smith, Applied Regression
 * Analysis, 1.4). Null where no line is determined: fewer than two points, or all x equal.
 */
export function leastSquaresLine(points: readonly (readonly [x: number, y: number])[]): LineFit | null {
  const n = points.length;
  // Compared, not computed: rounding leaves deviations from the mean of equal numbers.
  if (points.every(([x]) => x === points[0]![0])) return null;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let [sxx, sxy, syy] = [0, 0, 0];
  for (const [x, y] of points) {
    const [dx, dy] = [x - meanX, y - meanY];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const slope = sxy / sxx;
  // From the residuals themselves: S_yy - slope · S_xy would cancel on points close to a line.
  let residual = 0;
  for (const [x, y] of points) {
    const error = y - meanY - slope * (x - meanX);
    residual += error * error;
  }
  const variance = n > 2 ? residual / (n - 2) : null;
  return {
    n,
    slope,
    intercept: meanY - slope * meanX,
    slopeStderr: variance === null ? null : Math.sqrt(variance / sxx),
    interceptStderr: variance === null ? null : Math.sqrt(variance * (1 / n + (meanX * meanX) / sxx)),
    rSquared: syy === 0 ? 1 : 1 - residual / syy,
  };
}
