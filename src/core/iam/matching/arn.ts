/** An ARN taken apart; fields may hold wildcards, policy variables and unknown parts. */
export interface Arn {
  readonly prefix: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon. */
  readonly resource: string;
  /** Offset of each field in the text. */
  readonly at: {
    readonly partition: number;
    readonly service: number;
    readonly region: number;
    readonly account: number;
    readonly resource: number;
  };
}

/** Takes a text apart at its colons, those inside `${…}` aside; undefined when there are fewer than five. Nothing is checked. */
export function parseArn(text: string): Arn | undefined {
  const colons: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length && colons.length < 5; at++) {
    if (text[at] === "$" && text[at + 1] === "{") depth++;
    else if (text[at] === "}" && depth > 0) depth--;
    else if (text[at] === ":" && depth === 0) colons.push(at);
  }
  const [a, b, c, d, e] = colons;
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined)
    return undefined;
  return {
    prefix: text.slice(0, a),
    partition: text.slice(a + 1, b),
    service: text.slice(b + 1, c),
    region: text.slice(c + 1, d),
    account: text.slice(d + 1, e),
    resource: text.slice(e + 1),
    at: { partition: a + 1, service: b + 1, region: c + 1, account: d + 1, resource: e + 1 },
  };
}
