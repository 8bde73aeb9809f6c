import { jsonService, type Operation } from "./json.ts";
import { escapeXml, queryForm } from "./queryXml.ts";
import { AwsFault, requireSigned, type StubReply, type StubService } from "./service.ts";

/** Answers of one service by its operations. */
export type Answers = Readonly<Record<string, Operation>>;

/** What a stub of an account answers; what is left out is unknown to it. */
export interface AccountAnswers {
  readonly cloudTrail?: Answers;
  readonly logs?: Answers;
  readonly cloudWatch?: Answers;
  readonly config?: Answers;
  readonly workspaces?: Answers;
  readonly identityCenter?: Answers;
  /** XML within the response, by the action. */
  readonly ec2?: Readonly<Record<string, (form: URLSearchParams) => string>>;
}

/** The services that posture reads an account from, each with given answers. */
export function accountServices(answers: AccountAnswers): readonly StubService[] {
  const json = (name: string, target: string, operations: Answers = {}): StubService =>
    jsonService(name, target, operations, () => undefined);
  return [
    ec2(answers.ec2 ?? {}),
    json("CloudTrail", "CloudTrail_20131101", answers.cloudTrail),
    json("Logs", "Logs_20140328", answers.logs),
    json("CloudWatch", "GraniteServiceVersion20100801", answers.cloudWatch),
    json("Config", "StarlingDoveService", answers.config),
    json("WorkSpaces", "WorkspacesService", answers.workspaces),
    json("SSOAdmin", "SWBExternalService", answers.identityCenter),
  ];
}

const version = "2016-11-15";
const namespace = `http://ec2.amazonaws.com/doc/${version}/`;

/** EC2 in its own protocol, which differs from Query in its errors and its lists. */
function ec2(actions: NonNullable<AccountAnswers["ec2"]>): StubService {
  const xml = (status: number, body: string): StubReply => ({
    status,
    headers: { "content-type": "text/xml;charset=UTF-8" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  });
  return {
    name: "EC2",
    operationOf(request) {
      const form = queryForm(request);
      return form?.get("Version") === version ? (form.get("Action") ?? undefined) : undefined;
    },
    async handle(action, request) {
      requireSigned(request);
      const answer = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!answer) throw new AwsFault("InvalidAction", `The stub has no EC2 ${action}.`);
      const content = answer(queryForm(request) ?? new URLSearchParams());
      return xml(200, `<${action}Response xmlns="${namespace}">${content}</${action}Response>`);
    },
    refuse: ({ code, message, status }) =>
      xml(
        status,
        `<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors></Response>`,
      ),
    reset: () => undefined,
  };
}
