import type { TraceStep } from "../model/verdict.ts";

const questions: readonly string[] = [
  "Is there a policy to rely on?",
  "Would Kiro read the entry?",
  "Is it a registry's server, or does registry mode drop it?",
  "Does the policy deny it?",
  "Can it be told what it is?",
  "Does the policy list what it is?",
  "Does it keep to what the policy lists?",
];

/** Writes down the steps of a decision, in order. */
export class Trace {
  readonly #steps: TraceStep[] = [];

  /** Step `step` was passed. */
  pass(step: number, answer: string): void {
    this.#add(step, answer, false);
  }

  /** Step `step` decided. */
  decide(step: number, answer: string): void {
    this.#add(step, answer, true);
  }

  get steps(): readonly TraceStep[] {
    return this.#steps;
  }

  #add(step: number, answer: string, decided: boolean): void {
    this.#steps.push({ step, question: questions[step - 1] ?? "", answer, decided });
  }
}
