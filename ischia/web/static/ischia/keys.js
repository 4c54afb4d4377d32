// Number keys pick an answer; the page works the same without this.
const keyed = document.querySelectorAll(".choice [data-key]");
if (keyed.length) {
  document.documentElement.classList.add("with-keys");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = [...keyed].find((input) => input.dataset.key === event.key);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}
