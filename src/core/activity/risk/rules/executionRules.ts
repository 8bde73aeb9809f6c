import type { ActivityEvent } from "../../event.ts";
import { isSingleSignOn } from "../callers.ts";
import { foreignAccount, holds, isTrue, leavesOf, partAt, valueOf } from "../requestFacts.ts";
import type { ContextRule } from "../risk.ts";

/** Families of instances that are rented for mining and models: graphics, accelerators, and the largest sizes. */
const costlyInstance =
  /^(?:p\d|g\d|gr\d|inf\d|trn\d|dl\d|vt\d|u-|x\d|f\d)|\.(?:metal|(?:1[6-9]|[2-9]\d|\d{3})xlarge)/i;

/** Names of files that extortion leaves behind. */
const ransomNote =
  /ransom|how[-_ ]?to[-_ ]?decrypt|(?:decrypt|restore|recover)[-_ ]?(?:your|my|all)?[-_ ]?(?:files|data)|decrypt[-_ ]?instructions|files?[-_ ]?(?:are[-_ ]?|have[-_ ]?been[-_ ]?)?encrypted|your[-_ ]?files/i;

/** The addresses where containers and machines get their role's credentials, and programs that mine. */
const stealsOrMines =
  /169\.254\.170\.2\b|169\.254\.169\.254\/latest\/meta-data\/iam|stratum\+(?:tcp|ssl):|\b(?:xmrig|minerd|cpuminer|nicehash|ethminer)\b/i;

/** Code that runs elsewhere, and secrets read. */
export const executionRules: readonly ContextRule[] = [
  {
    services: ["ec2"],
    names: /^ModifyInstanceAttribute$/,
    *judge({ request }) {
      if (partAt(request, "userdata") !== undefined)
        yield {
          severity: "high",
          category: "execution",
          technique: "T1059",
          reason: "The script that the instance runs at its start was replaced.",
        };
    },
  },
  {
    services: ["ec2"],
    names: /^(?:RunInstances|CreateFleet|RequestSpotInstances|RequestSpotFleet|CreateLaunchTemplate)$/,
    *judge({ request }) {
      if (holds(request, costlyInstance, ["instancetype"]))
        yield {
          severity: "high",
          category: "execution",
          technique: "T1496",
          reason: "A large or accelerated instance was asked for, as miners do.",
        };
      if (isTrue(request, "associatepublicipaddress") && partAt(request, "iaminstanceprofile") !== undefined)
        yield {
          severity: "high",
          category: "execution",
          technique: "T1578.002",
          reason: "An instance with a public address was given a role.",
        };
    },
  },
  {
    services: ["lambda"],
    names: /^UpdateFunction(?:Code|Configuration)$/,
    *judge(event) {
      if (isPersonal(event))
        yield {
          severity: "high",
          category: "persistence",
          technique: "T1648",
          reason: "A function was changed with a person's credentials, not those of a role that deploys.",
        };
    },
  },
  {
    services: ["lambda"],
    names: /^UpdateFunctionConfiguration$/,
    *judge({ request }) {
      if (leavesOf(partAt(request, "layers")).length > 0)
        yield {
          severity: "high",
          category: "persistence",
          technique: "T1546",
          reason: "A layer, which runs inside the function, was added.",
        };
    },
  },
  {
    services: ["ssm"],
    names: /^GetParameter(?:s|sByPath|History)?$/,
    *judge({ request, name }) {
      if (!isTrue(request, "withdecryption")) return;
      const names = leavesOf(partAt(request, "names")).length;
      const isBulk = names >= 10 || (name === "GetParametersByPath" && isTrue(request, "recursive"));
      yield {
        severity: isBulk ? "high" : "medium",
        category: "credential-access",
        technique: "T1555.006",
        reason: isBulk ? "Many encrypted parameters were read at once." : "An encrypted parameter was read.",
      };
    },
  },
  {
    services: ["s3"],
    names: /^(?:PutObject|CopyObject)$/,
    *judge({ request }, own) {
      const key = String(valueOf(request, "key") ?? "");
      const master = String(valueOf(request, "x-amz-server-side-encryption-aws-kms-key-id") ?? "");
      const base = { severity: "high", category: "destructive", technique: "T1486" } as const;
      if (valueOf(request, "x-amz-server-side-encryption-customer-algorithm") !== undefined)
        yield { ...base, reason: "An object was encrypted with a key that only the caller has." };
      if (foreignAccount(master, own) !== undefined)
        yield { ...base, reason: "An object was encrypted with another account's key." };
      if (ransomNote.test(key.split("/").at(-1)?.slice(0, 256) ?? ""))
        yield { ...base, reason: "An object was written whose name is that of a ransom note." };
    },
  },
  {
    services: ["ecs", "batch", "ec2", "lambda", "sagemaker", "codebuild"],
    names: /^(?:Register|Run|Submit|Create|Update|Start)/,
    *judge({ request }) {
      for (const { value } of leavesOf(request)) {
        if (typeof value !== "string" || !stealsOrMines.test(value)) continue;
        yield {
          severity: "high",
          category: "execution",
          technique: "T1610",
          reason: "What was started mines coins or reads its role's credentials.",
        };
        return;
      }
    },
  },
  {
    services: ["ec2"],
    names: /^DescribeInstanceAttribute$/,
    *judge({ request }) {
      if (String(valueOf(request, "attribute")) === "userData")
        yield {
          severity: "medium",
          category: "credential-access",
          technique: "T1552.005",
          reason: "An instance's start script was read; such scripts often hold secrets.",
        };
    },
  },
];

/** A user's own key, a federated user, or a session of single sign-on: what people hold, and what agents run with at a desk. */
function isPersonal(event: ActivityEvent): boolean {
  return ["IAMUser", "FederatedUser"].includes(event.identity.type) || isSingleSignOn(event);
}
