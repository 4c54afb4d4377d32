// Sends what waits while every page is closed. The browser wakes the service worker for it, where it knows how to.
import { Outbox, takeTurns } from "./outbox.js";
import { askTicket } from "./post.js";
import { openStore } from "./store.js";

/** Send what waits. Rejects when something could not be sent for now, and then the browser asks again later. */
export async function sendWaiting() {
  const ticket = await takeTurns(askTicket);
  if (!ticket) throw new Error("the server is out of reach");
  const outbox = new Outbox(await openStore({ owner: ticket.owner }));
  await outbox.flush();
  if ((await outbox.waiting()).some((each) => !each.problem)) throw new Error("not everything was sent");
}
