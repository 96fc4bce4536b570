import { describe, expect, it } from 'vitest';
import { Throughput } from '../../../src-main/core/progress';

describe('throughput', () => {
  it('says nothing before it has measured', () => {
    const throughput = new Throughput(1000);
    throughput.add(10, 1100);
    expect(throughput.stepsPerSecond(1100)).toBeNull();
    expect(throughput.secondsLeft(1, 1, 1100)).toBeNull();
  });

  it('is steps over running time; pauses do not count', () => {
    const throughput = new Throughput(0);
    throughput.add(1000, 1000);
    expect(throughput.stepsPerSecond(1000)).toBe(1000);
    throughput.pause(1000);
    throughput.resume(9000);
    throughput.add(1000, 10000);
    expect(throughput.stepsPerSecond(10000)).toBe(1000);
  });

  it('forgets what is older than its window', () => {
    const throughput = new Throughput(0);
    throughput.add(1_000_000, 100);
    for (let second = 1; second <= 20; second += 1) throughput.add(10, 1000 * second);
    expect(throughput.stepsPerSecond(20000)).toBeCloseTo(10, 6);
  });

  it('extrapolates the work that is left', () => {
    const throughput = new Throughput(0);
    expect(throughput.secondsLeft(25, 75, 2000)).toBe(6);
  });
});
