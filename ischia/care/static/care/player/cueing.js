// Gives each cue three times over: to the ear, to the hand, to the eye. What was missed is told in one go, once.
import { Tones, Voice } from "./voice.js";

const LATE = 2500; // milliseconds: a cue that is later than this was missed
const SHORT = ["count", "last_seconds", "end", "finish", "hard_stop", "move_on", "pause", "stop"]; // never said late
const UNTOLD = ["count", "last_seconds", "halfway", "pause"]; // not worth telling afterwards
const PITCHES = { end: 440, finish: 440, hard_stop: 330, ask: 880 };

export class Cueing {
  constructor(wishes, show) {
    this.voice = new Voice(wishes);
    this.tones = new Tones(wishes);
    this.wishes = wishes;
    this.show = show;
  }

  /** Give cues that fell due; those of long ago are told as missed. */
  give(moments, now) {
    const missed = moments.filter(({ at }) => now - at > LATE);
    const live = moments.filter(({ at }) => now - at <= LATE);
    if (missed.length) this.#tell(missed);
    if (live.length) this.#giveNow(live);
    for (const { at, step, cue } of moments) {
      dispatchEvent(new CustomEvent("ischia:cue", { detail: { at, step, id: cue.id, missed: now - at > LATE } }));
    }
  }

  /** Say words that belong to no cue, such as what an answer means. */
  say(text) {
    if (!text) return;
    this.show(text);
    this.voice.say(text);
  }

  #giveNow(moments) {
    const text = moments.map(({ cue }) => cue.say).join(" ");
    const urgent = moments.some(({ cue }) => SHORT.includes(cue.kind));
    const { cue } = moments.at(-1);
    this.show(text);
    this.#beatOut(cue, this.voice.say(text, { now: urgent }));
  }

  #beatOut({ rhythm, kind }, spoken) {
    if (this.wishes.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...rhythm]);
    if (!spoken && this.wishes.tones) this.tones.sound(rhythm, PITCHES[kind]);
    flash(rhythm);
  }

  #tell(moments) {
    const told = moments.filter(({ cue }) => !UNTOLD.includes(cue.kind));
    if (!told.length) return;
    const words = document.getElementById("missed-words").textContent;
    this.show("", told.map(({ cue }) => cue.say));
    this.voice.say(`${words} ${told.slice(-4).map(({ cue }) => cue.say).join(" ")}`, { now: true });
    this.#beatOut(told.at(-1).cue, this.voice.isThere);
  }
}

/** The same rhythm for the eye: the countdown lights up. */
function flash(rhythm) {
  const light = document.querySelector(".countdown");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let at = 0;
  (still ? [600] : rhythm).forEach((ms, place) => {
    if (place % 2 === 0) {
      setTimeout(() => light.classList.add("lit"), at);
      setTimeout(() => light.classList.remove("lit"), at + Math.max(ms, 120));
    }
    at += ms;
  });
}
