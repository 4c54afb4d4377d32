// Number keys pick an answer of the question that has the focus, else of the first without an answer.
// The page works the same without this.
const keyed = [...document.querySelectorAll("input[data-key]")];
const question = (element) => element.closest("fieldset");
const answered = (fieldset) => fieldset.querySelector("input:checked") !== null;

function choiceFor(key) {
  const here = question(document.activeElement);
  const open = keyed.map(question).find((fieldset) => fieldset && !answered(fieldset));
  const asked = here && keyed.some((input) => question(input) === here) ? here : open;
  return keyed.find((input) => input.dataset.key === key && (!asked || question(input) === asked));
}

if (keyed.length) {
  document.documentElement.classList.add("with-keys");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choiceFor(event.key);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}
