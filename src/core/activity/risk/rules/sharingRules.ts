import { type EventData } from "../../eventData.ts";
import { foreignAccount, isTrue, leavesOf, partAt, valueOf } from "../requestFacts.ts";
import type { ContextRule, Verdict } from "../risk.ts";

/** Snapshots, images, objects and databases given to others. Source: AWS's pages on sharing; MITRE T1537. */
export const sharingRules: readonly ContextRule[] = [
  {
    services: ["ec2"],
    names: /^Modify(?:Snapshot|Image|FpgaImage)Attribute$/,
    *judge({ request }, own) {
      const added = partAt(request, "add");
      yield* given(
        [...texts(added), ...legacy(request)],
        own,
        "Nothing was shared: access was only removed.",
      );
    },
  },
  {
    services: ["rds", "neptune", "docdb"],
    names: /^ModifyDB(?:Cluster)?SnapshotAttribute$/,
    *judge({ request }, own) {
      yield* given(texts(partAt(request, "valuestoadd")), own, "Access to the snapshot was only removed.");
    },
  },
  {
    services: ["ssm"],
    names: /^ModifyDocumentPermission$/,
    *judge({ request }, own) {
      yield* given(
        texts(partAt(request, "accountidstoadd")),
        own,
        "Access to the document was only removed.",
      );
    },
  },
  {
    services: ["redshift", "ram", "ds"],
    names: /^(?:AuthorizeSnapshotAccess|CreateResourceShare|AssociateResourceShare|ShareDirectory)$/,
    *judge({ request }, own) {
      const accounts = texts(request).filter((text) => foreignAccount(text, own) !== undefined);
      if (accounts.length > 0) yield* given(accounts, own, "");
    },
  },
  {
    services: ["s3"],
    names: /^(?:Put(?:Bucket|Object)Acl|PutObject|CopyObject|CreateBucket|CreateMultipartUpload)$/,
    *judge({ request }) {
      for (const { key, value } of leavesOf(request)) {
        const text = String(value);
        const canned = key.endsWith("acl") && /^(?:public-read(?:-write)?|authenticated-read)$/.test(text);
        if (canned || /groups\/global\/(?:AllUsers|AuthenticatedUsers)/.test(text)) {
          yield everyone;
          return;
        }
      }
    },
  },
  {
    services: ["rds"],
    names: /^(?:Create|Modify|Restore)DB/,
    *judge({ request, response, name }) {
      if (
        isTrue(request, "publiclyaccessible") ||
        (name.startsWith("Restore") && isTrue(response, "publiclyaccessible"))
      )
        yield risky("exfiltration", "T1133", "The database can be reached from the internet.");
      if (name.startsWith("Modify") && valueOf(request, "masteruserpassword") !== undefined)
        yield risky("persistence", "T1098", "The database's master password was changed.");
      if (name.startsWith("Modify") && Number(valueOf(request, "backupretentionperiod")) === 0)
        yield risky("destructive", "T1490", "The database's backups were turned off.");
    },
  },
  {
    services: ["codebuild"],
    names: /^UpdateProjectVisibility$/,
    *judge({ request }) {
      if (/^PUBLIC/i.test(String(valueOf(request, "projectvisibility"))))
        yield risky("exfiltration", "T1567", "The project's builds and logs are public now.");
      else yield quiet("The project's builds are private.");
    },
  },
];

const everyone: Verdict = {
  severity: "critical",
  category: "exfiltration",
  technique: "T1537",
  reason: "Everyone was given access.",
};

function risky(category: Verdict["category"], technique: string, reason: string): Verdict {
  return { severity: "high", category, technique, reason };
}

function quiet(reason: string): Verdict {
  return { severity: "low", category: "write", reason };
}

function texts(data: EventData | undefined): string[] {
  return leavesOf(data).map(({ value }) => String(value));
}

/** The older form: `operationType: add` beside `userId` or `userGroup`. */
function legacy(request: EventData): string[] {
  if (String(valueOf(request, "operationtype")).toLowerCase() !== "add") return [];
  return leavesOf(request)
    .filter(({ key }) => /^(?:user(?:id|group)s?|group(?:name)?s?)$/.test(key))
    .map(({ value }) => String(value));
}

function* given(to: readonly string[], own: string | undefined, otherwise: string): Generator<Verdict> {
  if (to.some((text) => text.toLowerCase() === "all")) {
    yield everyone;
    return;
  }
  const accounts = [...new Set(to.map((text) => foreignAccount(text, own)).filter((id) => id !== undefined))];
  const others = to.some((text) => /^arn:aws[a-z-]*:organizations:/.test(text));
  if (accounts.length > 0)
    yield risky("exfiltration", "T1537", `Shared with another account: ${accounts.slice(0, 3).join(", ")}.`);
  else if (others) yield risky("exfiltration", "T1537", "Shared with an organisation.");
  else if (otherwise !== "") yield quiet(otherwise);
}
