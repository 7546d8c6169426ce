// Works every line of docs/settlement anew from what its README says, without any of core's code.
// usage: node settlement_vectors.mjs docs/settlement
import { readFileSync } from 'node:fs';
import path from 'node:path';

const RATE_ONE = 1000000000n;
const FX_ONE = 1000000000000n;
const folder = process.argv[2];
const load = (name) => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
const max = (a, b) => (a > b ? a : b);
const min = (a, b) => (a < b ? a : b);

/** n ÷ d to the nearest whole, halves to the even one; d > 0. */
function divide(n, d) {
  const size = n < 0n ? -n : n;
  const twice = 2n * (size % d);
  let quotient = size / d;
  if (twice > d || (twice === d && quotient % 2n === 1n)) quotient += 1n;
  return n < 0n ? -quotient : quotient;
}

const scale = (digits) => [10n ** max(digits, 0n), 10n ** max(-digits, 0n)];

const FORMULAS = {
  given: (a) => a,
  times: (a, b) => a * b,
  times_above: (a, b, c) => a * max(0n, b - c),
  reached: (a, b, c) => (b >= c ? a : 0n),
  reached_money: (a, b, c) => (b >= c ? a : 0n),
  percent: (a, b) => divide(a * b, RATE_ONE),
  tax_inside: (a, b) => a - divide(a * RATE_ONE, RATE_ONE + b),
  convert(a, b, c) {
    const [up, down] = scale(c);
    return divide(a * b * up, FX_ONE * down);
  },
  invert(a, b, c) {
    const [up, down] = scale(c);
    return divide(a * FX_ONE * down, b * up);
  },
  sum: (a, b) => a + b,
  remainder: (a, b, c) => a - b - c,
  positive: (a) => max(0n, a),
  larger: max,
  smaller: min,
  part: (a, b, c) => max(0n, min(a, c) - b),
  split: (a, b, c) => a + divide(b * RATE_ONE, c),
  limit: (a, b, c) => (a > b * c ? a : 0n),
  allowance: (a, b, c) => max(0n, a - b * c),
};

function amountOf({ formula, a, b, c }, lines) {
  if (formula !== 'total') return FORMULAS[formula](BigInt(a), BigInt(b), BigInt(c));
  return lines.slice(a, b).reduce((sum, line) => sum + BigInt(line.sign) * BigInt(line.amount), 0n);
}

let count = 0;
const seen = new Set();
for (const { name, lines } of [...load('shows'), ...load('runs')]) {
  for (const line of lines) {
    const amount = amountOf(line, lines);
    if (amount !== BigInt(line.amount)) throw new Error(`${name}: ${line.label} is ${amount}`);
    seen.add(line.formula);
    count += 1;
  }
}
for (const { name, rule, is_edge: isEdge, provided, amount } of load('perdiems')) {
  const rate = isEdge ? rule.day * Number(rule.edge_rate) : rule.day;
  const meals = provided.reduce((sum, meal) => sum + rule[meal], 0);
  if (Math.max(rate - meals, rule.incidentals) !== amount) throw new Error(name);
}
const unseen = Object.keys(FORMULAS).filter((formula) => !seen.has(formula));
if (unseen.length || count < 500) throw new Error(`no example of: ${unseen.join(' ')}`);
console.log(`${count} lines come out the same`);
