// Which part of a long list lies between two heights.

export interface Part {
  readonly first: number;
  /** behind the last */
  readonly end: number;
}

/** Where each item begins, and at last where the list ends. */
export function offsetsOf(count: number, heightOf: (index: number) => number): Float64Array {
  const offsets = new Float64Array(count + 1);
  for (let i = 0; i < count; i += 1) offsets[i + 1] = (offsets[i] ?? 0) + heightOf(i);
  return offsets;
}

/** The items that are at least partly between `from` and `to`, found by halving. */
export function partWithin(offsets: Float64Array, from: number, to: number): Part {
  const count = offsets.length - 1;
  const firstEndingAfter = (height: number): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle + 1] ?? 0) > height) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const first = firstEndingAfter(from);
  let end = firstEndingAfter(to);
  if (end < count && (offsets[end] ?? 0) < to) end += 1;
  return { first, end: Math.max(first, end) };
}
