import { decodeBase64 } from "./base64.ts";

/**
 * Whether the base64 text holds what a personal access token of Jira or Confluence Data Center holds: an id of twelve
 * digits, a colon and 20 random bytes.
 */
export function isDataCenterToken(value: string): boolean {
  const bytes = decodeBase64(value);
  return bytes !== undefined && /^[0-9]{12}:/.test(bytes) && bytes.length === 33;
}
