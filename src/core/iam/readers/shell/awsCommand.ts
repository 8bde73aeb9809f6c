import type { SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import type { Expression } from "../code/expression.ts";
import { looseName } from "../code/names.ts";
import { argumentsOf, commandName, optionParts, shellExpression, wordOf } from "./shellExpressions.ts";

/** A call of the AWS CLI. */
export interface AwsCommand {
  /** `ec2 authorize-security-group-ingress`. */
  readonly name: string;
  /** `authorize-security-group-ingress`. */
  readonly operation: string;
  readonly operationSpan: Span;
  readonly span: Span;
  readonly options: readonly AwsOption[];
}

export interface AwsOption {
  /** Without dashes. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly values: readonly Expression[];
}

/** Options of the CLI itself that take a value; they may stand before the service. */
const globalOptions = new Set([
  "profile",
  "region",
  "output",
  "query",
  "endpoint-url",
  "ca-bundle",
  "color",
  "cli-read-timeout",
  "cli-connect-timeout",
]);

/** Reads a command that calls the AWS CLI, with `sudo` or `command` before it or not. */
export function awsCommand(command: SyntaxNode, text: string): AwsCommand | undefined {
  let args = argumentsOf(command);
  let name = commandName(command, text);
  while (/^(?:sudo|command|exec|time|nohup)$/.test(name) && args.length > 0) {
    name = wordOf(args[0], text) ?? "";
    args = args.slice(1);
  }
  if (!/(?:^|\/)aws(?:local)?$/.test(name)) return undefined;
  const words: SyntaxNode[] = [];
  const options: { name: string; nameSpan: Span; values: Expression[] }[] = [];
  for (const arg of args) {
    const option = optionParts(arg, text);
    const last = options.at(-1);
    if (option) {
      const nameSpan = { start: arg.start, end: arg.start + 2 + option.name.length };
      options.push({ name: option.name, nameSpan, values: option.value ? [option.value] : [] });
    } else if (words.length < 2 && (!last || !globalOptions.has(last.name) || last.values.length > 0))
      words.push(arg);
    else last?.values.push(shellExpression(arg, text));
  }
  const [service, operation] = words;
  if (!service || !operation) return undefined;
  const operationName = text.slice(operation.start, operation.end);
  return {
    name: `${text.slice(service.start, service.end)} ${operationName}`,
    operation: operationName,
    operationSpan: { start: operation.start, end: operation.end },
    span: { start: command.start, end: command.end },
    options,
  };
}

/** The first value of an option, by its loose name. */
export function optionValue(command: AwsCommand, name: string): Expression | undefined {
  return command.options.findLast((option) => looseName(option.name) === name)?.values[0];
}
