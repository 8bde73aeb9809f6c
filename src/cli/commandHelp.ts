import type { OptionSpecs } from "./arguments.ts";

/** What the help of a command says. */
export interface CommandHelp {
  readonly usage: string;
  readonly about: string;
  readonly specs: OptionSpecs;
  readonly notes: string;
}
