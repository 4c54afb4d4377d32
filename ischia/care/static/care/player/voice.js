// What is said aloud. The speech of the device; where it has none, tones. Neither takes the sound from other programs.

const BROKEN_OFF = ["interrupted", "canceled"]; // by what was said next

/** Speaks with the voice of the device, as fast and as loud as the person likes. */
export class Voice {
  constructor(wishes) {
    this.wishes = wishes;
    globalThis.speechSynthesis?.getVoices(); // the list is fetched on first asking
  }

  /** Can this device speak? */
  get isThere() {
    return (globalThis.speechSynthesis?.getVoices().length ?? 0) > 0;
  }

  /**
   * Say something after what is being said. False where there is no voice.
   *
   * @param now     break off what is being said, for this is late already
   * @param failed  called where the device has a voice, but did not let it speak
   */
  say(text, { now = false, failed = () => {} } = {}) {
    if (!this.wishes.voice || !this.isThere) return false;
    if (now) speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang;
    words.rate = this.wishes.rate;
    words.volume = this.wishes.volume;
    words.addEventListener("error", ({ error }) => BROKEN_OFF.includes(error) || failed());
    speechSynthesis.speak(words);
    return true;
  }

  /** Say no more. */
  hush() {
    globalThis.speechSynthesis?.cancel();
  }
}

/** Tones in the rhythm of a cue, made by the browser: nothing is loaded. */
export class Tones {
  constructor(wishes) {
    this.wishes = wishes;
    this.context = null;
  }

  /** Browsers let a page sound only after a press: call this in one. */
  unlock() {
    if (!globalThis.AudioContext) return;
    this.context ??= new AudioContext();
    if (this.context.state === "suspended") this.context.resume();
  }

  /** Sound a rhythm: milliseconds on, off, on; after a while, in milliseconds. */
  sound(rhythm, pitch = 660, after = 0) {
    if (this.context?.state !== "running") return;
    let at = this.context.currentTime + after / 1000;
    rhythm.forEach((ms, place) => {
      if (place % 2 === 0) this.#tone(at, Math.max(ms, 60) / 1000, pitch);
      at += ms / 1000;
    });
  }

  #tone(at, seconds, pitch) {
    const tone = this.context.createOscillator();
    const loud = this.context.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(0.3 * this.wishes.volume, at + 0.01);
    loud.gain.setValueAtTime(0.3 * this.wishes.volume, at + seconds - 0.02);
    loud.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(loud).connect(this.context.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }
}
