import { itemsOf, textAt, type EventData } from "../../eventData.ts";
import { holds, isFalse, isTrue, partAt, valueOf } from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

/** Under these keys services keep whether something may be deleted; false, or off, is the weaker state. */
const deletionKeys = [
  "deletionprotection",
  "deletionprotectionenabled",
  "deleteprotection",
  "enableterminationprotection",
  "terminationprotected",
  "disableapitermination",
] as const;

/** Protections of single things, taken away. Sources: AWS's pages of each setting; MITRE T1485, T1490, T1562. */
export const protectionRules: readonly ContextRule[] = [
  {
    names: /^(?:Update|Modify|Set|Put)/,
    *judge({ request, readOnly }) {
      if (readOnly) return;
      const isOff = holds(request, /^(?:false|inactive)$/i, deletionKeys);
      if (isOff || attribute(request, "deletion_protection.enabled") === "false")
        yield lost("T1485", "Protection from deletion was taken away.");
      if (attribute(request, "access_logs.s3.enabled") === "false")
        yield weaker("T1562.008", "The access log was turned off.");
    },
  },
  {
    services: ["dynamodb"],
    names: /^UpdateContinuousBackups$/,
    *judge({ request }) {
      if (isFalse(request, "pointintimerecoveryenabled"))
        yield lost("T1490", "The table's continuous backups were turned off.");
      else yield better("The table's continuous backups are on.");
    },
  },
  {
    services: ["s3"],
    names: /^PutObjectLegalHold$/,
    *judge({ request }) {
      if (holds(request, /^off$/i, ["status"])) yield lost("T1490", "The hold on an object was lifted.");
    },
  },
  {
    services: ["s3"],
    names: /^DeleteObject(?:Version)?$/,
    *judge({ request }) {
      if (valueOf(request, "versionid") !== undefined)
        yield lost("T1485", "A version of an object was deleted, which nothing brings back.");
    },
  },
  {
    services: ["secretsmanager"],
    names: /^DeleteSecret$/,
    *judge({ request }) {
      if (isTrue(request, "forcedeletewithoutrecovery"))
        yield { ...lost("T1485", "A secret was deleted at once, without a way back."), severity: "critical" };
    },
  },
  {
    services: ["ec2"],
    names: /^ModifyInstanceMetadata(?:Options|Defaults)$/,
    *judge({ request }) {
      if (holds(request, /^optional$/i, ["httptokens"]))
        yield weaker(
          "T1552.005",
          "Machines give their role's credentials to requests without a token again.",
        );
      else if (holds(request, /^required$/i, ["httptokens"]))
        yield better("Machines give their role's credentials only to requests with a token.");
    },
  },
  {
    services: ["ec2"],
    names: /^ModifyVpcBlockPublicAccessOptions$/,
    *judge({ request }) {
      if (holds(request, /^off$/i, ["internetgatewayblockmode"]))
        yield weaker("T1562.007", "The block of the internet for all networks was turned off.");
      else yield better("The internet is blocked for the networks.");
    },
  },
  {
    services: ["monitoring"],
    names: /^Put(?:Metric|Composite)Alarm$/,
    *judge({ request }) {
      if (isFalse(request, "actionsenabled")) yield weaker("T1562.001", "The alarm tells nobody any more.");
    },
  },
  {
    services: ["events", "scheduler"],
    names: /^(?:PutRule|UpdateSchedule)$/,
    *judge({ request }) {
      if (holds(request, /^disabled$/i, ["state"]))
        yield weaker("T1562.001", "A rule that may raise alarms was turned off.");
    },
  },
  {
    services: ["guardduty", "macie2", "inspector2"],
    names: /^(?:Create|Update)(?:Findings)?Filter$/,
    *judge({ request }) {
      if (holds(request, /^(?:noop|none)$/i, ["action"])) yield better("The filter hides nothing.");
    },
  },
  {
    services: ["securityhub"],
    names: /^(?:UpdateStandardsControl|BatchUpdateStandardsControlAssociations)$/,
    *judge({ request }) {
      const keys = ["controlstatus", "associationstatus"];
      if (holds(request, /^enabled$/i, keys) && !holds(request, /^disabled$/i, keys))
        yield better("A check of Security Hub is on.");
    },
  },
  {
    services: ["ecr"],
    names: /^PutImageScanningConfiguration$/,
    *judge({ request }) {
      if (isFalse(request, "scanonpush"))
        yield { ...weaker("T1562.001", "Images are no longer scanned."), severity: "medium" };
    },
  },
];

/** The value of an attribute in a list of keys and values, as load balancers have it. */
function attribute(request: EventData, name: string): string | undefined {
  const found = itemsOf(partAt(request, "attributes")).find((item) => textAt(item, "key") === name);
  return textAt(found, "value")?.toLowerCase();
}

function lost(technique: string, reason: string): Verdict {
  return { severity: "high", category: "destructive", technique, reason };
}

function weaker(technique: string, reason: string): Verdict {
  return { severity: "high", category: "defense-evasion", technique, reason };
}

function better(reason: string): Verdict {
  return { severity: "low", category: "write", reason };
}
