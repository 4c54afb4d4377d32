// Arrow keys turn the days, where nothing else wants them; and the line of now goes on while the page stays open.
const MINUTE = 60_000;

document.addEventListener("keydown", (event) => {
  const wanted = event.target.closest("input, select, textarea, [data-visit]");
  if (wanted || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const way = rel && document.querySelector(`.day-ways a[rel="${rel}"]`);
  if (way) location.assign(way.href);
});

const line = document.querySelector("[data-now]");
const drawing = line?.closest("[data-begins]");

function moveLine() {
  const minute = (Date.now() - Date.parse(drawing.dataset.begins)) / MINUTE;
  line.style.top = `calc(${minute} * var(--minute))`;
  line.hidden = minute < 0 || minute > Number(drawing.dataset.minutes);
}

if (line) {
  moveLine();
  setInterval(moveLine, MINUTE);
}
