/* Suggests the zone of the device to who has not chosen one yet. Without scripts the one of the site is suggested. */
const field = document.getElementById("id_zone");
const said = document.querySelector("[data-zone-said]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if ([...field.options].some((each) => each.value === zone)) {
  field.value = zone;
  said.textContent = said.dataset.zoneSaid;
  said.hidden = false;
}
