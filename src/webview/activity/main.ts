import { html, LitElement } from "lit";

class PicketActivity extends LitElement {
  override render(): unknown {
    return html`<p></p>`;
  }
}

customElements.define("picket-activity", PicketActivity);
