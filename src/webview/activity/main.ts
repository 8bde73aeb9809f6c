/** Script of the panel of agent activity: defines `<picket-activity>`. */
import { PicketActivity } from "./elements/panel.ts";

customElements.define("picket-activity", PicketActivity);
