import { extents, type TrajectoryArray } from "./extents.ts";

/**
 * Mean squared displacement at each lag (steps): the mean of |x(t + lag) - x(t)|^2 over all t and
 * trajectories, in squared units of the data. Throws unless 0 < lag < T.
 */
export function meanSquaredDisplacement(
  trajectories: TrajectoryArray,
  lags: readonly number[],
): Float64Array<ArrayBuffer> {
  const { count, steps, dimensions } = extents(trajectories);
  const { data } = trajectories;
  return Float64Array.from(lags, (lag) => {
    if (!(Number.isInteger(lag) && lag > 0 && lag < steps)) {
      throw new RangeError(`Cannot displace by lag "${lag}": wanted 1 to ${steps - 1} steps`);
    }
    const shift = lag * dimensions;
    let squares = 0;
    for (let b = 0; b < count; b++) {
      const end = (b + 1) * steps * dimensions - shift;
      for (let i = b * steps * dimensions; i < end; i++) {
        squares += (data[i + shift]! - data[i]!) ** 2;
      }
    }
    return squares / (count * (steps - lag));
  });
}

/**
 * The exponent of displacement ~ lag^exponent: least-squares slope of log displacement against log lag.
 * 1 is diffusion, 2 straight motion. null where it is not defined: fewer than two distinct lags or a
 * displacement of 0.
 */
export function displacementExponent(
  lags: readonly number[],
  displacement: ArrayLike<number>,
): number | null {
  const x = lags.map(Math.log);
  const y = Array.from(displacement, Math.log);
  const meanX = x.reduce((sum, v) => sum + v, 0) / x.length;
  const meanY = y.reduce((sum, v) => sum + v, 0) / y.length;
  let covariance = 0, variance = 0;
  for (let i = 0; i < x.length; i++) {
    covariance += (x[i]! - meanX) * (y[i]! - meanY);
    variance += (x[i]! - meanX) ** 2;
  }
  const slope = covariance / variance;
  return Number.isFinite(slope) ? slope : null;
}
