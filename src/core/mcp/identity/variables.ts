/** `${X}`, `${X:-d}`, `${env:X}`, `${input:x}`, `$X`, `$1`, `$@` and `%X%`. */
const variable = /\$\{[^}]{0,256}\}|\$[A-Za-z_]\w*|\$[@*\d]|%[A-Za-z_][\w()]*%/;

/** Whether a text holds a variable that something else fills in. */
export function hasVariable(text: string): boolean {
  return variable.test(text);
}

/**
 * Whether the part of an address that says where it leads holds a variable. What stands before the host counts: a
 * value with a slash would end the host there. Two hex digits after a percent sign are an encoded byte.
 */
export function addressHasVariable(address: string): boolean {
  const place = variable.exec(address.replace(/%[0-9A-Fa-f]{2}/g, "000"));
  if (!place) return false;
  const end = address.search(/[?#]/);
  return end < 0 || place.index < end;
}

/** Names in `${NAME}`: the only form that Kiro fills in. */
export function namesToFill(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([A-Za-z_]\w*)\}/g)].flatMap(([, name]) => name ?? []);
}

/**
 * Whether a text is nothing but references, after at most a word that names a scheme such as `Bearer`. A default in
 * a reference is a literal.
 */
export function isReference(text: string): boolean {
  const rest = text.replace(/\$\{(?:[A-Za-z]+:)?\w[\w.-]*\}|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%/g, "\0");
  return /^\s*(?:(?:Bearer|Basic|Token|ApiKey|Digest|Negotiate)\s+)?\0(?:[\s:]*\0)*\s*$/i.test(rest);
}
