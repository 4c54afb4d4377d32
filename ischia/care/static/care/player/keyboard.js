// Everything by keyboard: space or enter pauses, arrows step, plus adds, escape stops, digits answer.

/** @param press  called with pause, back, skip, more, stop, or a digit */
export function listenToKeys(press) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, textarea")) return;
    const what = nameOf(event);
    if (!what || !press(what)) return;
    event.preventDefault();
  });
}

const NAMES = { ArrowLeft: "back", ArrowRight: "skip", "+": "more", "=": "more", Escape: "stop" };

function nameOf(event) {
  const onControl = event.target.closest("button, a, summary");
  if (event.key === " " || event.key === "Enter") return onControl ? null : "pause"; // a button is pressed, not passed over
  return /^[1-9]$/.test(event.key) ? event.key : NAMES[event.key];
}
