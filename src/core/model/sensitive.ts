const hidden = "[hidden value]";

/**
 * Holds a secret value in memory so that it cannot slip into a log, a JSON report or a template string by accident:
 * every usual way of printing shows a fixed mask. `reveal()` is the only way out; call it where the value is handed to
 * a store or compared, nowhere else.
 */
export class Sensitive {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The raw value. */
  reveal(): string {
    return this.#value;
  }

  /** Whether both hold the same value. Each bundle has its own copy of this class, and a private field is per copy. */
  equals(other: Sensitive): boolean {
    return this.#value === other.reveal();
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return hidden;
  }
}
