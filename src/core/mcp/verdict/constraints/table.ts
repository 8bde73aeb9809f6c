import { argsConstraint } from "./args.ts";
import type { Listing } from "./constraint.ts";
import { envConstraint } from "./env.ts";
import { indexConstraint } from "./packageIndex.ts";
import { addressConstraint, headerConstraint, transportConstraint } from "./remote.ts";
import { runnerConstraint } from "./runners.ts";
import { runtimeArgsConstraint } from "./runtimeArgs.ts";
import { expiryConstraint, scopeConstraint, toolConstraint } from "./use.ts";
import { versionConstraint } from "./version.ts";

/** The rows of the table of constraints, in its order. */
const constraints = [
  versionConstraint,
  indexConstraint,
  runnerConstraint,
  argsConstraint,
  runtimeArgsConstraint,
  envConstraint,
  headerConstraint,
  addressConstraint,
  transportConstraint,
  toolConstraint,
  scopeConstraint,
  expiryConstraint,
] as const;

/** Every breach of a listing, one line each. */
export function breachesOf(listing: Listing): readonly string[] {
  return constraints.flatMap((constraint) => constraint(listing));
}
