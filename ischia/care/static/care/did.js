// "I did it", kept on this device before it is sent: the form becomes the record that the server would make of it.
import { openOutbox } from "../ischia/offline/outbox.js";
import { openStore } from "../ischia/offline/store.js";

const form = document.querySelector("[data-did]");
const outbox = await openOutbox(await openStore());

/** A local day and time with this device's offset from UTC, as 2026-11-21T19:02:00+01:00. */
function withOffset(day, time) {
  const minutes = -new Date(`${day}T${time}`).getTimezoneOffset();
  const two = (number) => String(Math.trunc(Math.abs(number))).padStart(2, "0");
  return `${day}T${time}:00${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function recordOf(said) {
  const pain = (name) => (said.get(name) ? Number(said.get(name)) : null);
  return {
    id: said.get("id"),
    revision: 1,
    number: Number(said.get("number")),
    screening: form.dataset.screening,
    item: form.dataset.item,
    day: said.get("day"),
    ended: withOffset(said.get("day"), said.get("ended").slice(0, 5)),
    done: said.get("done"),
    pain_before: pain("pain_before"),
    pain_end: pain("pain_end"),
    notes: said.get("notes"),
  };
}

const whole = (said) => said.get("done") && said.get("day") && said.get("ended");
const stillHere = async (id) => (await outbox.waiting()).some((each) => each.record.id === id);

form.addEventListener("submit", async (event) => {
  const said = new FormData(form);
  if (!whole(said)) return; // the server says what is missing, in words
  event.preventDefault();
  await outbox.add(recordOf(said));
  form.querySelector(".button[data-kind=primary]").disabled = true;
  form.querySelector("[data-kept]").hidden = false;
  await outbox.flush();
  if (!(await stillHere(said.get("id")))) location.assign(`/did/${said.get("id")}/`);
});
