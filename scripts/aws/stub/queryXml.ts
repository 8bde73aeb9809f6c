import { randomUUID } from "node:crypto";
import type { AwsFault, StubReply, StubRequest } from "./service.ts";

/** The form of a request in AWS's Query protocol, or undefined when it is none. */
export function queryForm({ method, headers, body }: StubRequest): URLSearchParams | undefined {
  const isForm =
    method === "POST" && (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm ? new URLSearchParams(body) : undefined;
}

/** The answer to an operation. @param result XML of what stands within `<OperationResult>` */
export function queryReply(namespace: string, operation: string, result: string): StubReply {
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return xmlReply(
    200,
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

/** An error of the Query protocol. */
export function queryRefusal(namespace: string, { code, message, status }: AwsFault): StubReply {
  const error = `<Type>Sender</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  return xmlReply(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

/** Text between tags. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function xmlReply(status: number, body: string): StubReply {
  return { status, headers: { "content-type": "text/xml" }, body };
}
