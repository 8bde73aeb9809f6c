import { svg, html, type TemplateResult } from "lit";
import type { PanelRow } from "../../../protocol/activity.ts";

/**
 * The mark of a risk. Risks differ by shape, so that nobody needs to tell colours apart, and the word beside it says the
 * same. The shapes are styles: drawings by the dozen in each line make the list slow to lay out.
 */
export function riskIcon(severity: PanelRow["severity"]): TemplateResult {
  return html`<span class="shape ${severity}" aria-hidden="true"></span>`;
}

const drawings = {
  pause: svg`<path d="M4 3h3v10H4zM9 3h3v10H9z" />`,
  resume: svg`<path d="M4 2.5 13 8l-9 5.5z" />`,
  funnel: svg`<path d="M1.5 2.5h13L9.6 8.4v5.1l-3.2-1.6V8.4z" />`,
  close: svg`<path d="m3.2 4.1.9-.9L8 7.1l3.9-3.9.9.9L8.9 8l3.9 3.9-.9.9L8 8.9l-3.9 3.9-.9-.9L7.1 8z" />`,
  down: svg`<path d="m8 12.6-5.3-5.3.9-.9L7.4 10V2h1.2v8l3.8-3.6.9.9z" />`,
  chevron: svg`<path d="m8 10.9-4.9-4.9.9-.9L8 9.1l4-4 .9.9z" />`,
  gap: svg`<path d="M1 7.2h3.5v1.6H1zM11.5 7.2H15v1.6h-3.5zM7.2 3h1.6v2H7.2zM7.2 7h1.6v2H7.2zM7.2 11h1.6v2H7.2z" />`,
  denied: svg`<path class="line" d="M3.8 3.8l8.4 8.4" /><circle class="line" cx="8" cy="8" r="6" />`,
  failed: svg`<path class="line" d="m4 4 8 8M12 4l-8 8" />`,
  late: svg`<circle class="line" cx="8" cy="8" r="6" /><path class="line" d="M8 4.2V8l2.6 1.8" />`,
} as const;

/** A drawing that stands for nothing without the words at its button or line. */
export function icon(name: keyof typeof drawings): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${drawings[name]}</svg>`;
}
