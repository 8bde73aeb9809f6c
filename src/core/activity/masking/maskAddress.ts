import { classifyKey } from "../../secrets/contextual/keyNames.ts";

const parameter = /([?&;]|&amp;)([\w.%-]{1,100})=([^&;#\s"'<>\\]+)/g;
const login = /(:\/\/[^\s/?#:@"']{0,256}:)[^\s/?#@"']{1,512}(?=@)/g;
/** What makes a presigned address one: whoever has it may do what it is for. */
const signing = /signature$|^sig$|security-?token$/i;
/** Id of the key, date, Region and service. */
const shown = /^x-amz-credential$/i;

/** A text whose addresses have lost passwords and the parameters that authorise. Their key ids and dates stay. */
export function maskAddresses(text: string, mask: string): string {
  if (!text.includes("=") && !text.includes("://")) return text;
  return text
    .replace(login, `$1${mask}`)
    .replace(parameter, (whole, sign: string, name: string) =>
      signing.test(name) || (classifyKey(name)?.strength === "strong" && !shown.test(name))
        ? `${sign}${name}=${mask}`
        : whole,
    );
}
