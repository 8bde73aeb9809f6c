import type { PolicyValidator, RemoteFinding } from "../../ports.ts";
import type { StarterOptions } from "./options.ts";
import { starterPolicyText, type StarterPart } from "./starterText.ts";

/** What AWS says against one of the policies. */
export interface StarterFinding extends Pick<RemoteFinding, "type" | "code" | "details"> {
  readonly part: StarterPart;
}

/** Names in the place of what is not known: ValidatePolicy takes no placeholders. */
const examples = {
  account: "111122223333",
  region: "us-east-1",
  bucket: "agent-data",
  secret: "agent/secret",
};

const parts = ["permissions", "boundary", "trust"] as const;

/**
 * Asks IAM Access Analyzer about the starter's policies. What is not known is sent as an example.
 * @throws StoreError
 */
export async function validateStarter(
  options: StarterOptions,
  validator: PolicyValidator,
  signal?: AbortSignal,
): Promise<readonly StarterFinding[]> {
  const found: StarterFinding[] = [];
  for (const part of parts) {
    const text = starterPolicyText({ ...examples, ...options }, part);
    const remote =
      part === "trust"
        ? ({ text, type: "RESOURCE_POLICY", resourceType: "AWS::IAM::AssumeRolePolicyDocument" } as const)
        : ({ text, type: "IDENTITY_POLICY" } as const);
    for (const { type, code, details } of await validator.validate(remote, signal))
      found.push({ part, type, code, details });
  }
  return found;
}
