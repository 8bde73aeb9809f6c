import { StoreError } from "../../core/fixes/storeError.ts";
import { visible } from "../../core/model/visible.ts";
import { starterPolicyText, starterText } from "../../core/policyTemplates/starter/starterText.ts";
import { validateStarter } from "../../core/policyTemplates/starter/validateStarter.ts";
import type { Io } from "../io.ts";
import { readStarterArguments, type StarterArguments } from "./policyOptions.ts";

/**
 * `picket policy starter`. No network without `--validate`; with it 1 when AWS has something against the policies.
 * @throws UsageError, StoreError
 */
export async function runStarter(argv: readonly string[], io: Io): Promise<0 | 1> {
  const given = readStarterArguments(argv);
  const { options, part, format } = given;
  const said = given.validate ? await askAws(given, given.validate, io) : 0;
  await io.stdout(part ? starterPolicyText(options, part) : starterText(options, format));
  return said;
}

async function askAws(
  { options }: StarterArguments,
  where: NonNullable<StarterArguments["validate"]>,
  io: Io,
): Promise<0 | 1> {
  const { createAwsAccess } = await import("../../bundles/aws.ts");
  const access = createAwsAccess(where);
  try {
    const identity = await access.identity();
    if (identity.state !== "signed-in") throw new StoreError("signed-out", identity.reason);
    io.stderr(`asking IAM Access Analyzer of account ${identity.account} in ${identity.region}\n`);
    const filled = { account: identity.account, region: identity.region, ...options };
    const found = await validateStarter(filled, access.policies);
    for (const { part, type, code, details } of found)
      io.stderr(visible(`${part}: ${type} ${code}: ${details}`) + "\n");
    if (found.length === 0) io.stderr("AWS has nothing to say against the policies\n");
    return found.length === 0 ? 0 : 1;
  } finally {
    access.dispose();
  }
}
