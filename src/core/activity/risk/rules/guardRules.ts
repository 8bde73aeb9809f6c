import { itemsOf, type EventData } from "../../eventData.ts";
import { holds, isFalse, isTrue, leavesOf, partAt, valueOf, type Leaf } from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

/** What watches and protects, turned off or narrowed. Source: CIS AWS Foundations section 4; MITRE T1562. */
export const guardRules: readonly ContextRule[] = [
  {
    services: ["cloudtrail"],
    names: /^(?:PutEventSelectors|UpdateTrail|CreateTrail)$/,
    *judge({ request, name }) {
      const narrowed =
        isFalse(
          request,
          "includemanagementevents",
          "ismultiregiontrail",
          "includeglobalserviceevents",
          "enablelogfilevalidation",
        ) ||
        holds(request, /^(?:ReadOnly|WriteOnly)$/i, ["readwritetype"]) ||
        leavesOf(partAt(request, "excludemanagementeventsources")).length > 0;
      if (narrowed && name !== "CreateTrail") yield weaker("The trail records less than before.");
      if (!narrowed && name === "PutEventSelectors" && isTrue(request, "includemanagementevents"))
        yield better("The trail records all management events.");
    },
  },
  {
    services: ["s3"],
    names: /^PutBucketVersioning$/,
    *judge({ request }) {
      const suspended = String(valueOf(request, "status")).toLowerCase() === "suspended";
      if (suspended)
        yield {
          ...weaker("Versioning is off: what is overwritten or deleted is gone."),
          category: "destructive",
          technique: "T1490",
        };
      if (String(valueOf(request, "mfadelete")).toLowerCase() === "disabled")
        yield {
          ...weaker("Deleting versions needs no MFA any more."),
          category: "destructive",
          technique: "T1490",
        };
    },
  },
  {
    services: ["s3", "s3-outposts"],
    names: /^Put(?:Bucket|Account)?PublicAccessBlock$/,
    *judge({ request }) {
      const isOff =
        isFalse(request, "blockpublicacls") ||
        isFalse(request, "ignorepublicacls") ||
        isFalse(request, "blockpublicpolicy") ||
        isFalse(request, "restrictpublicbuckets");
      if (isOff) yield { ...weaker("The block of public access has a hole."), category: "exfiltration" };
      else yield better("The block of public access is on.");
    },
  },
  {
    services: ["s3"],
    names: /^PutBucketLogging$/,
    *judge({ request }) {
      if (partAt(request, "loggingenabled") === undefined) yield weaker("The bucket's access log is off.");
      else yield better("The bucket's access log is on.");
    },
  },
  {
    services: ["s3"],
    names: /^Put(?:Bucket)?Lifecycle(?:Configuration)?$/,
    *judge({ request }) {
      const rules = itemsOf(partAt(request, "rule") ?? partAt(request, "rules"));
      if (rules.some(deletesSoon))
        yield {
          ...weaker("Objects are deleted after a few days."),
          category: "destructive",
          technique: "T1485.001",
        };
    },
  },
  {
    services: ["guardduty"],
    names: /^UpdateDetector$/,
    *judge({ request }) {
      const hasPartOff = leavesOf(request).some(({ value }) => value === false || value === "DISABLED");
      if (isFalse(request, "enable") || hasPartOff)
        yield { ...weaker("GuardDuty was turned off, or a part of it."), severity: "critical" };
      else if (isTrue(request, "enable")) yield better("GuardDuty is on.");
    },
  },
  {
    services: ["macie2", "macie"],
    names: /^UpdateMacieSession$/,
    *judge({ request }) {
      if (holds(request, /^paused$/i, ["status"])) yield weaker("Macie was paused.");
      else if (holds(request, /^enabled$/i, ["status"])) yield better("Macie is on.");
    },
  },
  {
    services: ["config"],
    names: /^PutConfigurationRecorder$/,
    *judge({ request }) {
      if (isFalse(request, "allsupported")) yield weaker("AWS Config records less.");
    },
  },
  {
    services: ["config"],
    names: /^PutEvaluations$/,
    *judge({ request }) {
      const broken = leavesOf(request).some(({ value }) => value === "NON_COMPLIANT");
      yield broken
        ? {
            severity: "high",
            category: "defense-evasion",
            reason: "AWS Config was told of a resource that breaks a rule.",
          }
        : better("AWS Config was told that resources keep the rules.");
    },
  },
  {
    services: ["bedrock"],
    names: /^PutModelInvocationLoggingConfiguration$/,
    *judge({ request }) {
      const part = partAt(request, "loggingconfig");
      const isOff = leavesOf(part).some(
        ({ key, value }) => key.endsWith("deliveryenabled") && String(value) === "false",
      );
      if (part !== undefined && !isOff) yield better("The log of model calls is configured.");
    },
  },
  {
    services: ["eks"],
    names: /^UpdateClusterConfig$/,
    *judge({ request }) {
      if (partAt(request, "clusterlogging") !== undefined && isFalse(request, "enabled"))
        yield weaker("The cluster's log was turned off.");
    },
  },
  {
    services: ["wafv2", "waf", "waf-regional"],
    names: /^PutLoggingConfiguration$/,
    *judge() {
      yield better("The firewall's log is configured.");
    },
  },
];

/** Whether a rule of a bucket's lifecycle ends objects, or their older versions, within a week. */
function deletesSoon(rule: EventData): boolean {
  const ends = [partAt(rule, "expiration"), partAt(rule, "noncurrentversionexpiration")];
  const isSoon = ({ key, value }: Leaf): boolean => /^(?:noncurrent)?days$/.test(key) && Number(value) < 7;
  return ends.some((end) => leavesOf(end).some(isSoon)) && !holds(rule, /^disabled$/i, ["status"]);
}

function weaker(reason: string): Verdict {
  return { severity: "high", category: "defense-evasion", technique: "T1562", reason };
}

function better(reason: string): Verdict {
  return { severity: "low", category: "write", reason };
}
