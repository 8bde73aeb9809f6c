/** What the extension loads lazily as `dist/languageModelTools.js`: the answers of its tools for language models. */
export { answerTool } from "../features/languageModelTools/answerTool.ts";
