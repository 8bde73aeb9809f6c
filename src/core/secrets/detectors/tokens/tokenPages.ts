import type { RuleAbout, RuleSamples } from "../../detector.ts";
import { fillSpec, randomFrom } from "../generate.ts";
import type { TokenType } from "./tokenType.ts";
import { tokenTypes } from "./tokenTypes.ts";

function aboutOf({ id, names, opens, link }: TokenType): RuleAbout {
  const how =
    names === undefined
      ? "By its own shape: fixed letters, alphabet and length. One that looks made up is a warning."
      : `By the name that it is assigned to, which holds ${names.map((name) => `\`${name}\``).join(" or ")}, and by its alphabet and length. It is a warning.`;
  return {
    id,
    what: `It opens ${opens}: from anywhere, for whoever reads it, until it is revoked.`,
    how,
    rotate: "Create a new one at the provider, put it where the old one is used, then revoke the old one.",
    links: [link],
  };
}

/** Text of a sample, and its value: between `«` and `»`, else behind the name's `=`, else all of it. */
function sampleOf({ id, names, sample }: TokenType, nth: number): { text: string; value: string } {
  const filled = fillSpec(sample, randomFrom(`${id}/${nth}`));
  const marked = /«(.*)»/.exec(filled)?.[1];
  const text = filled.replace(/[«»]/g, "");
  return { text, value: marked ?? (names === undefined ? text : text.slice(text.indexOf("=") + 1)) };
}

function samplesOf(type: TokenType): RuleSamples {
  const shortened = (): string => {
    const { text, value } = sampleOf(type, 9);
    return text.replace(value, value.slice(0, Math.max(6, Math.floor(value.length / 5))));
  };
  return {
    id: type.id,
    positive: () => [sampleOf(type, 1), sampleOf(type, 2)],
    negative: () => [
      shortened(),
      // A value of the right length that only masks one.
      fillSpec(
        type.sample
          .replace(/[«»]/g, "")
          .replace(/\{[a-z0-9]+:(\d+)\}|\{uuid\}/g, (_, size?: string) => "x".repeat(Number(size ?? 36))),
        randomFrom(type.id),
      ),
    ],
  };
}

/** Pages of the token tables. */
export const tokenAbout: readonly RuleAbout[] = tokenTypes.map(aboutOf);

/** Samples of the token tables. */
export const tokenSamples: readonly RuleSamples[] = tokenTypes.map(samplesOf);
