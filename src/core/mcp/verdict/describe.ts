import { shown, shownSource } from "../identity/shown.ts";
import type { McpIdentity } from "../model/verdict.ts";

const kinds = { npm: "the npm package", pypi: "the Python package", oci: "the image" } as const;

/** An identity in words: "the npm package x". */
export function describeIdentity(identity: McpIdentity): string {
  switch (identity.kind) {
    case "npm":
    case "pypi":
    case "oci":
      return `${kinds[identity.kind]} ${shown(identity.name)}`;
    case "url":
      return shownSource(identity.url, 200);
    case "file":
      return `the file ${shown(identity.path, 200)}`;
    case "other":
      return `a package from elsewhere (${shownSource(identity.source)})`;
    default:
      return "something unknown";
  }
}

/** An identity as it may leave the core: bounded, hidden characters escaped, no credentials. */
export function publicIdentity(identity: McpIdentity): McpIdentity {
  switch (identity.kind) {
    case "npm":
    case "pypi":
      return {
        ...identity,
        name: shown(identity.name, 300),
        ...(identity.version !== undefined && { version: shown(identity.version) }),
      };
    case "oci":
      return {
        ...identity,
        name: shown(identity.name, 300),
        ...(identity.tag !== undefined && { tag: shown(identity.tag, 128) }),
        ...(identity.digest !== undefined && { digest: shown(identity.digest, 160) }),
      };
    case "url":
      return { ...identity, url: shownSource(identity.url, 2048) };
    case "file":
      return { ...identity, path: shown(identity.path, 1024) };
    case "other":
      return { ...identity, source: shownSource(identity.source, 300) };
    default:
      return identity;
  }
}
