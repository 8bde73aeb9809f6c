/** Characters of a record's JSON that are kept; CloudTrail's largest are some hundred thousand. */
const mostText = 65_536;
/** A member above this is left out of a record that is too large. */
const mostMember = 4096;

/**
 * A record as JSON of bounded length. Of one that is too large, or nested too deep to be written, the small members are
 * kept, and a note stands in the place of each other one, as long as there is room.
 */
export function boundedRecord(record: unknown): string {
  const whole = jsonOf(record);
  if (whole !== undefined && whole.length <= mostText) return whole;
  const members: string[] = [];
  let length = 2;
  for (const [name, value] of Object.entries(typeof record === "object" && record !== null ? record : {})) {
    const json = jsonOf(value);
    const isSmall = json !== undefined && json.length <= mostMember;
    const kept = isSmall ? json : JSON.stringify(noteOn(json));
    const member = `${JSON.stringify(name)}:${kept}`;
    if (length + member.length + 1 > mostText) break;
    length += member.length + 1;
    members.push(member);
  }
  return `{${members.join(",")}}`;
}

function noteOn(json: string | undefined): string {
  return json === undefined
    ? "(left out: nested too deep to keep)"
    : `(left out: ${Math.ceil(json.length / 1024)} KB, too large to keep)`;
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return undefined;
  }
}
