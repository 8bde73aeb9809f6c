import type { AnswerTool } from "./environment.ts";
import { checkServer } from "./checkServer.ts";
import { explainFinding } from "./explainFinding.ts";
import { scanText } from "./scanText.ts";
import { WrongInput } from "./toolInput.ts";

/** Longest answer, in UTF-16 code units: a model's room is small. */
const longestAnswer = 24_000;

/** As JSON, or as the Markdown of a page. An input that is wrong is answered with what would be right. */
export const answerTool: AnswerTool = async (deps, name, input, signal) => {
  const tools = { scan_text: scanText, explain_finding: explainFinding, check_mcp_server: checkServer };
  try {
    const text = await tools[name](deps, input, signal);
    return text.length > longestAnswer ? `${headOf(text)}\n[cut]` : text;
  } catch (error) {
    if (error instanceof WrongInput) return JSON.stringify({ error: error.message });
    throw error;
  }
};

/** Without a half of a character at its end. */
function headOf(text: string): string {
  return text.slice(0, longestAnswer).replace(/[\ud800-\udbff]$/, "");
}
