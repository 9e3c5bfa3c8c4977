/** The timeline: laps as ticks, marks of what happened, and the moment, to be dragged. */
import { clock, stopped } from './clock.js';
import { make, tell, wear } from './elements.js';
import { say } from './words.js';

const NEAR_PX = 6; // of a mark, within which a click goes exactly to it
/** @type {Record<string, string>} */
const SIGNS = { exchange: '▼', swap: '◆', fall: '✗', finish: '⚑', record: '★', catch: '◆' };

export class Timeline {
  /** @param {HTMLElement} root @param {(time: number) => void} seek */
  constructor(root, seek) {
    this.root = root;
    this.seek = seek;
    this.done = make('div', { class: 'done' });
    this.marks = make('div', { class: 'marks' });
    this.tip = make('output', { class: 'tip' });
    root.replaceChildren(make('div', { class: 'rail' }, this.done), this.marks, this.tip);
    root.setAttribute('role', 'slider');
    root.setAttribute('tabindex', '0');
    root.setAttribute('aria-valuemin', '0');
    /** @type {import('./race.js').Race | null} */
    this.race = null;
    let dragging = false;
    root.addEventListener('pointerdown', (event) => {
      dragging = true;
      root.setPointerCapture(event.pointerId);
      this.go(event, true);
    });
    root.addEventListener('pointermove', (event) => {
      if (dragging) this.go(event, false);
      this.point(event);
    });
    for (const end of ['pointerup', 'pointercancel']) root.addEventListener(end, () => { dragging = false; });
    root.addEventListener('pointerleave', () => tell(this.tip, ''));
  }

  /** @param {import('./race.js').Race} race @param {any[]} colours */
  open(race, colours) {
    this.race = race;
    this.root.setAttribute('aria-label', say('timeline'));
    /** @param {number} time @param {string} kind @param {string} text */
    const mark = (time, kind, text) => {
      const found = make('i', { class: kind }, text);
      found.style.left = `${(100 * time) / race.duration}%`;
      return found;
    };
    this.marks.replaceChildren(
      ...race.lapsDone.slice(1).map((time, lap) => mark(time, 'tick', String(lap + 1))),
      ...race.data.events.map((/** @type {import('./race.js').Happened} */ [time, kind, team]) => {
        const found = mark(time, `event ${kind}`, SIGNS[kind] ?? '●');
        wear(found, colours[team]);
        return found;
      }));
    this.root.setAttribute('aria-valuemax', race.duration.toFixed(0));
  }

  /** The time under a pointer, and the mark that is near it. @param {PointerEvent} event */
  under(event) {
    const race = /** @type {import('./race.js').Race} */ (this.race);
    const box = this.root.getBoundingClientRect();
    const time = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * race.duration;
    const reach = (NEAR_PX / box.width) * race.duration;
    const near = [...race.data.events].sort((a, b) => Math.abs(a[0] - time) - Math.abs(b[0] - time))[0];
    return { time, near: near && Math.abs(near[0] - time) <= reach ? near : null };
  }

  /** @param {PointerEvent} event @param {boolean} exactly */
  go(event, exactly) {
    const { time, near } = this.under(event);
    this.seek(exactly && near ? near[0] : time);
  }

  /** @param {PointerEvent} event */
  point(event) {
    const { time, near } = this.under(event);
    const box = this.root.getBoundingClientRect();
    this.tip.style.left = `${Math.min(Math.max(event.clientX - box.left, 60), box.width - 60)}px`;
    tell(this.tip, near ? `${stopped(near[0])} ${say(near[3], near[4])}` : clock(time));
  }

  /** @param {number} time @param {string} told */
  show(time, told) {
    const race = /** @type {import('./race.js').Race} */ (this.race);
    const share = `${((100 * time) / race.duration).toFixed(2)}%`;
    if (this.done.style.width !== share) this.done.style.width = share;
    const whole = time.toFixed(0);
    if (this.root.getAttribute('aria-valuenow') !== whole) {
      this.root.setAttribute('aria-valuenow', whole);
      this.root.setAttribute('aria-valuetext', told);
    }
  }
}
