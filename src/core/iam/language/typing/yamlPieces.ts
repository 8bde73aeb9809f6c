import type { LightGroup, LightPlace } from "./lightTree.ts";

/** Whether the key stands on the line, in front of the offset. */
export function onLine(text: string, offset: number, key: string): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).includes(`${key}`) && key !== "";
}

/** A place of a flow collection, with the mapping around it as its parent. */
export function adopt(place: LightPlace, parent: LightGroup, key: string | undefined): LightPlace {
  const chain: LightGroup[] = [];
  for (let group: LightGroup | undefined = place.group; group?.parent; group = group.parent)
    chain.push(group);
  let above = parent;
  for (const [index, group] of chain.reverse().entries()) {
    const made = { ...group, parent: above, key: index === 0 ? key : group.key };
    above = made;
  }
  return { ...place, group: above };
}

/** End of a flow collection: its closing bracket, or the end of the line where there is none near. */
export function flowEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + 20_000); at++) {
    const sign = text[at];
    if (sign === "[" || sign === "{") depth++;
    else if ((sign === "]" || sign === "}") && --depth === 0) {
      const line = text.indexOf("\n", at);
      return line < 0 ? text.length : line;
    }
  }
  return 0;
}

export function unquote(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key;
}

export function quotedText(body: string): string {
  const close = body.indexOf(body[0] ?? "", 1);
  return close < 0 ? body.slice(1) : body.slice(1, close);
}
