import type { StringNode } from "../../model/valueNode.ts";

/** An address range that leaves nobody out, in one string or in two halves. */
export interface Anywhere {
  readonly node: StringNode;
  /** The other half. */
  readonly other: StringNode | undefined;
}

const everyAddress =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*::[\da-f:]*|(?:[\da-f]{1,4}:){7}[\da-f]{1,4})\/0$/i;

/** Two ranges that are every address together. */
const halves: readonly (readonly [RegExp, RegExp])[] = [
  [/^0\.0\.0\.0\/1$/, /^128\.0\.0\.0\/1$/],
  [/^0*::0*\/1$/, /^8000::0*\/1$/],
];

/** The ranges among these that are every address of IPv4 or of IPv6. */
export function anywhereIn(cidrs: readonly StringNode[]): Anywhere[] {
  const whole = cidrs
    .filter(({ value }) => everyAddress.test(value.trim()))
    .map((node): Anywhere => ({ node, other: undefined }));
  const split = halves.flatMap(([lower, upper]): Anywhere[] => {
    const node = cidrs.find(({ value }) => lower.test(value.trim()));
    const other = cidrs.find(({ value }) => upper.test(value.trim()));
    return node && other ? [{ node, other }] : [];
  });
  return [...whole, ...split];
}
