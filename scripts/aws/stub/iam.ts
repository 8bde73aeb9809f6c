import { escapeXml, queryForm, queryRefusal, queryReply } from "./queryXml.ts";
import { AwsFault, requireSigned, type StubReply, type StubRequest, type StubService } from "./service.ts";

const version = "2010-05-08";
const namespace = `https://iam.amazonaws.com/doc/${version}/`;

/** A role as it is put in. Policies are JSON texts. */
export interface StubRole {
  readonly name: string;
  readonly id: string;
  /** Such as `/team/`; absent: `/`. */
  readonly path?: string;
  readonly description?: string;
  /** ISO time. */
  readonly lastUsed?: string;
  readonly inline?: Readonly<Record<string, string>>;
  /** By ARN. */
  readonly attached?: Readonly<Record<string, string>>;
  /** By ARN. */
  readonly boundary?: readonly [arn: string, text: string];
}

/** IAM's roles with a way to put some in. */
export interface IamStub extends StubService {
  put(role: StubRole): void;
}

/** Pages of lists are as small as AWS may make them, so that every reader has to page. */
const pageSize = 2;

/**
 * The calls of IAM that read roles and their policies, in the Query protocol. Documents are URL-encoded, as in AWS.
 * `POST /_stub/iam` with a `StubRole` puts one in.
 */
export function iam(): IamStub {
  const roles = new Map<string, StubRole>();
  return {
    name: "IAM",
    operationOf(request) {
      const form = queryForm(request);
      return form?.get("Version") === version ? (form.get("Action") ?? undefined) : undefined;
    },
    async handle(operation, request) {
      requireSigned(request);
      return answer(operation, request, roles);
    },
    refuse: (fault) => queryRefusal(namespace, fault),
    reset: () => roles.clear(),
    put: (role) => void roles.set(role.name, role),
    control({ method, path, body }) {
      if (method !== "POST" || path !== "/_stub/iam") return undefined;
      const role = JSON.parse(body) as StubRole;
      roles.set(role.name, role);
      return { status: 204, headers: {}, body: "" };
    },
  };
}

function answer(operation: string, request: StubRequest, roles: ReadonlyMap<string, StubRole>): StubReply {
  const form = queryForm(request) ?? new URLSearchParams();
  const { account } = request.caller;
  const text = (key: string): string => form.get(key) ?? "";
  const role = (): StubRole => {
    const found = roles.get(text("RoleName"));
    if (found) return found;
    throw noSuch(`The role with name ${text("RoleName")} cannot be found.`);
  };
  const reply = (result: string): StubReply => queryReply(namespace, operation, result);
  switch (operation) {
    case "ListRoles":
      return reply(
        list(
          form,
          "Roles",
          [...roles.values()].map((one) => roleXml(one, account)),
        ),
      );
    case "GetRole":
      return reply(`<Role>${roleXml(role(), account)}</Role>`);
    case "ListRolePolicies":
      return reply(list(form, "PolicyNames", Object.keys(role().inline ?? {}).map(escapeXml)));
    case "GetRolePolicy": {
      const document = role().inline?.[text("PolicyName")];
      if (document === undefined) throw noSuch("The role policy cannot be found.");
      return reply(
        tag("RoleName", role().name) +
          tag("PolicyName", text("PolicyName")) +
          tag("PolicyDocument", encodeURIComponent(document)),
      );
    }
    case "ListAttachedRolePolicies":
      return reply(list(form, "AttachedPolicies", Object.keys(role().attached ?? {}).map(attachedXml)));
    case "GetPolicy":
      return reply(`<Policy>${tag("Arn", text("PolicyArn"))}${tag("DefaultVersionId", "v3")}</Policy>`);
    case "GetPolicyVersion": {
      const document = documentOf(text("PolicyArn"), roles);
      if (document === undefined || text("VersionId") !== "v3") throw noSuch("The policy cannot be found.");
      const parts = tag("VersionId", "v3") + tag("Document", encodeURIComponent(document));
      return reply(`<PolicyVersion>${parts}</PolicyVersion>`);
    }
    default:
      throw new AwsFault("InvalidAction", `The stub has no IAM ${operation}.`);
  }
}

function noSuch(message: string): AwsFault {
  return new AwsFault("NoSuchEntity", message, 404);
}

function documentOf(arn: string, roles: ReadonlyMap<string, StubRole>): string | undefined {
  for (const { attached, boundary } of roles.values()) {
    if (boundary?.[0] === arn) return boundary[1];
    if (attached?.[arn] !== undefined) return attached[arn];
  }
  return undefined;
}

function list(form: URLSearchParams, name: string, members: readonly string[]): string {
  const start = Number(form.get("Marker") ?? 0);
  const end = start + pageSize;
  const shown = members.slice(start, end).map((member) => `<member>${member}</member>`);
  const isCut = end < members.length;
  const more = isCut ? tag("Marker", String(end)) : "";
  return `<${name}>${shown.join("")}</${name}>${tag("IsTruncated", String(isCut))}${more}`;
}

function roleXml(
  { name, id, path = "/", description, lastUsed, boundary }: StubRole,
  account: string,
): string {
  const used = lastUsed === undefined ? "" : `<RoleLastUsed>${tag("LastUsedDate", lastUsed)}</RoleLastUsed>`;
  const bound =
    boundary &&
    `<PermissionsBoundary>${tag("PermissionsBoundaryType", "Policy")}${tag("PermissionsBoundaryArn", boundary[0])}</PermissionsBoundary>`;
  return [
    tag("Path", path),
    tag("RoleName", name),
    tag("RoleId", id),
    tag("Arn", `arn:aws:iam::${account}:role${path}${name}`),
    tag("CreateDate", "2026-01-01T00:00:00Z"),
    description === undefined ? "" : tag("Description", description),
    used,
    bound ?? "",
  ].join("");
}

function attachedXml(arn: string): string {
  return tag("PolicyName", arn.split("/").at(-1) ?? arn) + tag("PolicyArn", arn);
}

function tag(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
