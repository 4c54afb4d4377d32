// Gives each cue three times over: to the ear, to the hand, to the eye. What was missed is told in one go, once.
import { Tones, Voice } from "./voice.js";

const BETWEEN = 300; // milliseconds between the rhythms of two cues that fall together, as an end and what comes next
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
    this.show(text, [], moments.every((each) => each.cue.kind === "start"));
    this.#beatOut(moments.map(({ cue }) => cue), text, urgent);
  }

  /** Say cues, beat their rhythms one after the other, and light them up; tones are for where nothing can be said. */
  #beatOut(cues, text, now) {
    const sound = () => this.wishes.tones && this.#sound(cues);
    if (!this.voice.say(text, { now, failed: sound })) sound();
    const rhythm = cues.flatMap((cue, place) => [...(place ? [BETWEEN] : []), ...cue.rhythm]);
    if (this.wishes.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(rhythm);
    flash(rhythm);
  }

  #sound(cues) {
    let wait = 0;
    for (const { rhythm, kind } of cues) {
      this.tones.sound(rhythm, PITCHES[kind], wait);
      wait += rhythm.reduce((sum, ms) => sum + ms, BETWEEN);
    }
  }

  #tell(moments) {
    const told = moments.filter(({ cue }) => !UNTOLD.includes(cue.kind));
    if (!told.length) return;
    const words = document.getElementById("missed-words").textContent;
    this.show("", told.map(({ cue }) => cue.say));
    this.#beatOut([told.at(-1).cue], `${words} ${told.slice(-4).map(({ cue }) => cue.say).join(" ")}`, true);
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
