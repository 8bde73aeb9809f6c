import type { FixNote } from "../plan.ts";
import { everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { StoreLookup } from "../targetForm.ts";
import { freeName, snakeCase } from "../textStyle.ts";
import { attributeCode } from "./context.ts";

/** A block that reads a secret: `data` puts it into the state, `ephemeral` does not. */
export type SourceKind = "data" | "ephemeral";

/** The blocks that one plan reads from: those of the file, and those to be added at its end. */
export class SourceBlocks {
  readonly #existing: { kind: string; type: string; label: string; id: string }[] = [];
  readonly #labels = new Set<string>();
  readonly #added = new Map<string, { label: string; code: string[] }>();
  readonly #project: string;

  constructor(root: SyntaxNode, text: string, project: string) {
    this.#project = project;
    for (const block of everyNode(root)) {
      if (block.type !== "block") continue;
      const [kind, type, label] = block.children.map((child) =>
        text.slice(child.start, child.end).replace(/^"|"$/g, ""),
      );
      if (kind === undefined || type === undefined) continue;
      this.#labels.add(kind === "variable" ? `variable ${type}` : `${kind} ${type} ${label ?? ""}`);
      const id = attributeCode(block, type === "aws_ssm_parameter" ? "name" : "secret_id", text);
      if (id !== undefined && label !== undefined) this.#existing.push({ kind, type, label, id });
    }
  }

  /** The reference to the secret's value, such as `data.aws_ssm_parameter.x.value`. */
  reference(lookup: StoreLookup, kind: SourceKind): string {
    const secret = lookup.from === "secrets-manager";
    const type = secret ? "aws_secretsmanager_secret_version" : "aws_ssm_parameter";
    const argument = secret ? "secret_id" : "name";
    const id = JSON.stringify(lookup.name);
    const old = this.#existing.find((one) => one.kind === kind && one.type === type && one.id === id);
    const label = old?.label ?? this.#add(`${kind} ${type}`, lookup.name, [`${argument} = ${id}`]);
    const value = `${kind}.${type}.${label}.${secret ? "secret_string" : "value"}`;
    return lookup.jsonKey === undefined ? value : `jsondecode(${value})[${JSON.stringify(lookup.jsonKey)}]`;
  }

  /** The reference to a variable that is set from outside; the variable is declared when it is not yet. */
  variable(name: string): string {
    const label = snakeCase(name);
    const own = this.#added.get(`variable ${name}`);
    if (own) return `var.${own.label}`;
    return `var.${this.#add("variable", name, ["type      = string", "sensitive = true"], label)}`;
  }

  /** Names of the variables that were added. */
  variables(): string[] {
    return [...this.#added].filter(([key]) => key.startsWith("variable ")).map(([, block]) => block.label);
  }

  /** The blocks to append, in the order of their first use. */
  code(eol: string): string[] {
    return [...this.#added.values()].map(({ code }) => code.join(eol));
  }

  #add(head: string, name: string, body: readonly string[], wished?: string): string {
    const key = `${head} ${name}`;
    const known = this.#added.get(key);
    if (known) return known.label;
    // Every file of a folder shares one space of names: the secret's own name is unique in it, its key alone is not.
    const words = snakeCase(name.replace(/^arn:.*:/, ""))
      .split("_")
      .filter((word, index, all) => word !== all[index - 1]);
    const own = snakeCase(this.#project).split("_");
    const shared =
      own.every((word, index) => words[index] === word) && words.length > own.length ? own.length : 0;
    const taken = new Set(
      [...this.#labels]
        .filter((label) => label.startsWith(`${head} `))
        .map((label) => label.slice(head.length + 1)),
    );
    const label = freeName(
      taken,
      wished ?? snakeCase(words.slice(shared).join("_")),
      `${wished ?? words.join("_")}_value`,
    );
    this.#labels.add(`${head} ${label}`);
    const opening =
      head === "variable" ? `variable "${label}" {` : `${head.replace(" ", ' "')}" "${label}" {`;
    this.#added.set(key, { label, code: [opening, ...body.map((line) => `  ${line}`), "}"] });
    return label;
  }
}

/** The value is in the state file with a `data` source. */
export function stateNote(): FixNote {
  return {
    code: "state",
    message:
      "A data source writes the value to Terraform's state in clear text: keep the state encrypted and its readers few.",
  };
}
