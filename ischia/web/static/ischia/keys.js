// Number keys pick an answer of the question that has the focus, and do nothing elsewhere: a digit that is dictated or
// hit by accident answers nothing (WCAG 2.1.4). The page works the same without this.
const keyed = [...document.querySelectorAll("input[data-key]")];
const question = (element) => element.closest("fieldset");

function choiceFor(key) {
  const here = question(document.activeElement);
  return here && keyed.find((input) => input.dataset.key === key && question(input) === here);
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
