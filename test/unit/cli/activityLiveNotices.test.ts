import assert from "node:assert/strict";
import { LiveNotices } from "../../../src/cli/activity/liveNotices.ts";

suite("how picket activity list --live fares", () => {
  const offline = { kind: "offline", message: "No connection." } as const;
  const ok = { kind: "ok", message: "" } as const;

  test("gives up on trouble that does not pass, and says what to do", async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    await new Promise<void>((giveUp) => {
      const notices = new LiveNotices({ follow: false, say, giveUp, patienceMs: 1 });
      notices.take(offline);
      assert.equal(notices.isIncomplete, false);
    });
    assert.deepEqual(said.slice(0, 1), ["No connection."]);
    assert.match(said[1] ?? "", /not all.*Run the command again later, or with --follow/);
  });

  test("waits no longer when it is well again, and never gives up while following", async () => {
    let gaveUp = 0;
    const make = (follow: boolean): LiveNotices =>
      new LiveNotices({ follow, say: () => {}, giveUp: () => void gaveUp++, patienceMs: 1 });
    const well = make(false);
    well.take(offline);
    well.take(ok);
    const following = make(true);
    following.take(offline);
    // One that began to wait later gives up: the others would have done so before.
    await new Promise<void>((giveUp) => {
      new LiveNotices({ follow: false, say: () => {}, giveUp, patienceMs: 20 }).take(offline);
    });
    assert.deepEqual([gaveUp, well.isIncomplete, following.isIncomplete], [0, false, false]);
  });

  test("signed out, or failed for good, ends the command", () => {
    const notices = new LiveNotices({ follow: false, say: () => {}, giveUp: () => {} });
    assert.throws(() => notices.take({ kind: "signed-out", message: "Sign in." }), /Sign in\./);
    assert.throws(() => notices.take({ kind: "failed", message: "Denied." }), /Denied\./);
  });
});
