// How someone likes to be spoken to: kept on this device only.
const PLACE = "ischia.player";
const USUAL = { voice: true, tones: true, vibrate: true, rate: 1, volume: 1 };

/** The wishes, as an object that may be changed. */
export function readWishes() {
  try {
    return { ...USUAL, ...JSON.parse(localStorage.getItem(PLACE) ?? "{}") };
  } catch {
    return { ...USUAL };
  }
}

/** Let a form of switches and sliders change the wishes, and keep them. */
export function bindWishes(form, wishes) {
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = wishes[field.name];
    else field.value = wishes[field.name];
    field.addEventListener("input", () => {
      wishes[field.name] = field.type === "checkbox" ? field.checked : Number(field.value);
      keep(wishes);
    });
  }
}

function keep(wishes) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(wishes));
  } catch {
    // A browser that keeps nothing: the wishes hold for this page.
  }
}
