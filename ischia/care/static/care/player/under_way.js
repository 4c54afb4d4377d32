// On the page of tonight: the way back to a session that was left before its end.
import { openStore } from "../../ischia/offline/store.js";

const left = await (await openStore()).running();
const notice = document.querySelector("[data-under-way]");
if (left?.page && notice) {
  notice.querySelector("a").href = `/session/${left.page}/`;
  notice.hidden = false;
}
