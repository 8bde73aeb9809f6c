import { foreignAccount, leavesOf, valueOf } from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

/** Where a call says to whom data goes from now on. */
interface Destination {
  readonly services: readonly string[];
  readonly names: RegExp;
  /** Lower case. */
  readonly keys: readonly string[];
  readonly what: string;
}

const destinations: readonly Destination[] = [
  {
    services: ["s3"],
    names: /^Put(?:BucketReplication|ReplicationConfiguration)$/,
    keys: ["account"],
    what: "What is written to the bucket is copied to another account",
  },
  {
    services: ["s3"],
    names: /^PutBucket(?:Inventory|Analytics)Configuration$/,
    keys: ["accountid", "bucketaccountid"],
    what: "Lists of the bucket go to another account",
  },
  {
    services: ["s3"],
    names: /^PutBucketNotification(?:Configuration)?$/,
    keys: ["topic", "queue", "cloudfunction", "lambdafunctionarn", "topicarn", "queuearn"],
    what: "The bucket tells another account what happens in it",
  },
  {
    services: ["logs"],
    names: /^(?:PutSubscriptionFilter|PutAccountPolicy|CreateDelivery|PutDestination)$/,
    keys: ["destinationarn", "deliverydestinationarn", "targetarn"],
    what: "Logs are sent to another account",
  },
  {
    services: ["events", "scheduler", "pipes"],
    names: /^(?:PutTargets|CreateSchedule|UpdateSchedule|CreatePipe|UpdatePipe)$/,
    keys: ["arn", "target"],
    what: "Events are sent to another account",
  },
  {
    services: ["sns"],
    names: /^Subscribe$/,
    keys: ["endpoint"],
    what: "A topic's messages are sent to another account",
  },
  {
    services: ["ec2"],
    names: /^CreateVpcPeeringConnection$/,
    keys: ["peerownerid"],
    what: "The network is joined to one of another account",
  },
  {
    services: ["ec2"],
    names: /^ModifyVpcEndpointServicePermissions$/,
    keys: ["addallowedprincipals"],
    what: "Another account can reach a service of the network",
  },
  {
    services: ["route53"],
    names: /^(?:CreateVPCAssociationAuthorization|AssociateVPCWithHostedZone)$/,
    keys: ["ownerid", "vpcowner"],
    what: "Another account can resolve names of the zone",
  },
];

/** Names of files that mostly hold credentials. */
const credentialFile =
  /(?:^|\/)(?:\.env(?:\.[\w-]+)?|credentials(?:\.(?:csv|json|txt|ya?ml))?|id_(?:rsa|dsa|ecdsa|ed25519)|\.?htpasswd|\.pgpass|\.netrc|\.npmrc|\.git-credentials|secrets?\.(?:ya?ml|json|txt)|[^/]*\.(?:pem|ppk|pfx|p12|kdbx|tfstate))$/i;

/** Ways by which data leaves, as the request names them. Sources: MITRE T1537, T1567; Elastic's and Sigma's rule ideas. */
export const outflowRules: readonly ContextRule[] = [
  ...destinations.map(ruleOf),
  {
    services: ["ec2"],
    names: /^ModifyVpcEndpointServicePermissions$/,
    *judge({ request }) {
      const isAnyone = leavesOf(request).some(
        ({ key, value }) => key === "addallowedprincipals" && value === "*",
      );
      if (isAnyone)
        yield {
          ...sent("T1133", "Everyone was given access to a service of the network."),
          severity: "critical",
        };
    },
  },
  {
    services: ["sns"],
    names: /^Subscribe$/,
    *judge({ request }) {
      if (/^(?:email|email-json|sms|https?)$/i.test(String(valueOf(request, "protocol"))))
        yield {
          ...sent("T1567", "A topic's messages are sent to an address outside AWS."),
          severity: "medium",
        };
    },
  },
  {
    services: ["s3"],
    names: /^(?:GetObject|CopyObject|SelectObjectContent)$/,
    *judge({ request }) {
      const key = String(valueOf(request, "key") ?? "").slice(-512);
      if (credentialFile.test(key))
        yield {
          severity: "medium",
          category: "credential-access",
          technique: "T1552.001",
          reason: "An object was read whose name is that of a file with credentials.",
        };
    },
  },
  {
    services: ["redshift", "mq", "dms", "lightsail", "kafka"],
    names: /^(?:Create|Modify|Update|Restore)/,
    *judge({ request }) {
      const isOpen = leavesOf(request).some(
        ({ key, value }) => key === "publiclyaccessible" && String(value) === "true",
      );
      if (isOpen) yield sent("T1133", "A store or broker can be reached from the internet.");
    },
  },
  {
    names: /./,
    *judge({ type, identity }, own) {
      if (type !== "AwsVpceEvent" || own === undefined || identity.accountId === undefined) return;
      if (identity.accountId !== own)
        yield {
          ...sent("T1537", "Somebody of another account came through the network's endpoint."),
          severity: "medium",
        };
    },
  },
];

function ruleOf({ services, names, keys, what }: Destination): ContextRule {
  return {
    services,
    names,
    *judge({ request }, own) {
      if (own === undefined) return;
      const accounts = leavesOf(request)
        .filter(({ key }) => keys.includes(key))
        .flatMap(({ value }) => foreignAccount(String(value), own) ?? []);
      const [first] = accounts;
      if (first !== undefined) yield sent("T1537", `${what}: ${first}.`);
    },
  };
}

function sent(technique: string, reason: string): Verdict {
  return { severity: "high", category: "exfiltration", technique, reason };
}
