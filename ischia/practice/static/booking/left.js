/* Counts down what is left: minutes of a hold, seconds to undo. The page says it in words already; this keeps it true. */
for (const notice of document.querySelectorAll("[data-left]")) {
  const shown = notice.querySelector("[data-left-shown]");
  const over = notice.querySelector("[data-left-over]");
  const ends = Date.now() + Number(notice.dataset.left) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    clearInterval(timer);
    shown.hidden = true;
    if (over) over.hidden = false;
    for (const button of notice.querySelectorAll("button")) button.hidden = true;
  };
  const timer = setInterval(tick, 1000);
  tick();
}
