/** A step of a selector: a member's name, an index, or `every` for all items. */
export type SelectorStep = string | number | typeof every;

/** Stands for `[*]`. */
export const every = Symbol("[*]");

/** What a value is compared with. */
export type Operand =
  | { readonly kind: "number"; readonly value: number }
  /** The parts of a text between its stars, each of which stands for any characters. */
  | { readonly kind: "text"; readonly parts: readonly string[] }
  | { readonly kind: "regex"; readonly pattern: RegExp };

/** A JSON filter pattern of CloudWatch Logs, parsed. */
export type FilterExpression =
  | { readonly kind: "and" | "or"; readonly parts: readonly FilterExpression[] }
  | {
      readonly kind: "compare";
      readonly selector: readonly SelectorStep[];
      readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
      readonly operand: Operand;
    }
  | {
      readonly kind: "is";
      readonly selector: readonly SelectorStep[];
      readonly value: true | false | null;
    }
  | { readonly kind: "exists"; readonly selector: readonly SelectorStep[]; readonly exists: boolean };
