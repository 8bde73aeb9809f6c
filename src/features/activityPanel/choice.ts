import * as v from "valibot";

/** Where events come from, as the person chose it. Lists of Regions and accounts: empty means the selection's own. */
export type SourceChoice =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "lookup"; readonly regions: readonly string[]; readonly writesOnly: boolean }
  | { readonly kind: "liveTail" | "filterLogs"; readonly region: string; readonly logGroup: string }
  | {
      readonly kind: "athena";
      readonly region: string;
      readonly location: string;
      readonly table: string;
      readonly workgroup?: string | undefined;
      readonly output?: string | undefined;
      readonly accounts: readonly string[];
      readonly regions: readonly string[];
    }
  | { readonly kind: "lake"; readonly region: string; readonly store: string };

export type SourceKind = SourceChoice["kind"];

/** A source that is read by calling AWS. */
export type AwsSourceChoice = Exclude<SourceChoice, { readonly kind: "folder" }>;

/** Whose events are shown: the role of the AWS profile, a role by its ARN, or everybody's. */
export type RoleChoice =
  | { readonly kind: "profile" }
  | { readonly kind: "arn"; readonly arn: string }
  | { readonly kind: "everybody" };

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const texts = v.pipe(v.array(text), v.maxLength(1000));

const sourceSchema = v.variant("kind", [
  v.object({ kind: v.literal("folder"), path: text }),
  v.object({ kind: v.literal("lookup"), regions: texts, writesOnly: v.boolean() }),
  v.object({ kind: v.picklist(["liveTail", "filterLogs"]), region: text, logGroup: text }),
  v.object({
    kind: v.literal("athena"),
    region: text,
    location: text,
    table: text,
    workgroup: v.optional(text),
    output: v.optional(text),
    accounts: texts,
    regions: texts,
  }),
  v.object({ kind: v.literal("lake"), region: text, store: text }),
]);

const roleSchema = v.variant("kind", [
  v.object({ kind: v.literal("profile") }),
  v.object({ kind: v.literal("arn"), arn: text }),
  v.object({ kind: v.literal("everybody") }),
]);

/** What is kept of a choice: a source, or that nothing is read. */
export type KeptSource = SourceChoice | { readonly kind: "none" };

const keptSchema = v.union([sourceSchema, v.object({ kind: v.literal("none") })]);

/** The choice that was kept; undefined for anything else, such as the shape of another version. */
export function readSourceChoice(value: unknown): KeptSource | undefined {
  const read = v.safeParse(keptSchema, value);
  return read.success ? read.output : undefined;
}

/** As `readSourceChoice`, for whose events are shown. */
export function readRoleChoice(value: unknown): RoleChoice | undefined {
  const read = v.safeParse(roleSchema, value);
  return read.success ? read.output : undefined;
}

/** Whether reading it calls AWS. */
export function callsAws({ kind }: SourceChoice): boolean {
  return kind !== "folder";
}

/** Whether reading it goes on costing while nobody looks: such a source starts when the view is first shown. */
export function isCharged({ kind }: SourceChoice): boolean {
  return kind === "liveTail" || kind === "athena" || kind === "lake";
}
