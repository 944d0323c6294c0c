/** A figure against its target, one line: `PASS  what  1.03 x  (at most 1.10 x)`. */
export function judged(
  what: string,
  value: number,
  unit: string,
  target: { atMost: number } | { atLeast: number },
): string {
  const [good, bound] =
    'atMost' in target
      ? [value <= target.atMost, `at most ${target.atMost} ${unit}`]
      : [value >= target.atLeast, `at least ${target.atLeast} ${unit}`];
  return `${good ? 'PASS' : 'FAIL'}  ${what}: ${value.toFixed(unit === 'x' ? 2 : 0)} ${unit} (${bound})`;
}
