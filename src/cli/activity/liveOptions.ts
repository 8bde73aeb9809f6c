import type { OptionSpecs, ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

export const liveSpecs: OptionSpecs = {
  live: {
    kind: "flag",
    help: "ask AWS instead (network): LookupEvents, management events of the last day unless --since says otherwise",
  },
  profile: {
    kind: "list",
    placeholder: "NAME",
    help: "AWS profile for --live; several for several accounts",
  },
  region: {
    kind: "list",
    placeholder: "REGION",
    help: "AWS Region for --live (default: the profile's); that of global services is always added",
  },
};

/** Where `--live` asks. */
export interface LiveArguments {
  /** Empty: the default credentials. */
  readonly profiles: readonly string[];
  /** Empty: each profile's own. */
  readonly regions: readonly string[];
}

/** Undefined without `--live`. @throws UsageError */
export function readLiveArguments(parsed: ParsedArguments, command: string): LiveArguments | undefined {
  const profiles = parsed.list("profile");
  const regions = parsed.list("region");
  if (!parsed.flag("live")) {
    if (profiles || regions)
      throw new UsageError(`--${profiles ? "profile" : "region"} needs --live`, command);
    return undefined;
  }
  for (const region of regions ?? [])
    if (!/^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(region))
      throw new UsageError(`${JSON.stringify(region)} is not the name of an AWS Region`, command);
  return { profiles: [...new Set(profiles)], regions: [...new Set(regions)] };
}
