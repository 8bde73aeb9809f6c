import { randomUUID } from "node:crypto";
import { AwsFault, requireSigned, type StubReply, type StubService } from "./service.ts";

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS GetCallerIdentity, in the Query protocol: a form in, XML out. */
export function sts(): StubService {
  return {
    name: "STS",
    operationOf({ method, headers, body }) {
      const form =
        method === "POST" && (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
      return form ? (new URLSearchParams(body).get("Action") ?? undefined) : undefined;
    },
    async handle(operation, request) {
      requireSigned(request);
      const { caller } = request;
      if (operation !== "GetCallerIdentity")
        throw new AwsFault("InvalidAction", `The stub has no STS ${operation}.`);
      const id = `${caller.accessKeyId}:picket`;
      const arn = `arn:aws:sts::${caller.account}:assumed-role/picket-demo/picket`;
      const result = `<Arn>${arn}</Arn><UserId>${escape(id)}</UserId><Account>${caller.account}</Account>`;
      return xmlReply(
        200,
        `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>${result}</GetCallerIdentityResult>${metadata()}</GetCallerIdentityResponse>`,
      );
    },
    refuse({ code, message, status }) {
      const error = `<Type>Sender</Type><Code>${escape(code)}</Code><Message>${escape(message)}</Message>`;
      const body = `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
      return xmlReply(status, body);
    },
    reset() {},
  };
}

function metadata(): string {
  return `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
}

function xmlReply(status: number, body: string): StubReply {
  return { status, headers: { "content-type": "text/xml" }, body };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
