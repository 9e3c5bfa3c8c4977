/** Fingers and the mouse on the ice: click, drag, swipe, pinch, wheel. */

const TAP_PX = 8;
const SWIPE_PX = 60;

/**
 * @param {HTMLElement} element
 * @param {{tap: () => void, swipe: (steps: number) => void, pan: (right: number, down: number) => void,
 *   zoom: (factor: number) => void, near: () => boolean}} act `near` tells whether the view is zoomed
 */
export function watch(element, act) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let start = { x: 0, y: 0 };
  let most = 0;
  let apart = 0;

  const distance = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) start = { x: event.clientX, y: event.clientY };
    most = fingers.size === 1 ? 1 : Math.max(most, fingers.size);
    if (fingers.size === 2) apart = distance();
  });
  element.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 2) {
      const now = distance();
      if (apart > 0) act.zoom(now / apart);
      apart = now;
    } else if (act.near() || event.pointerType === 'mouse') {
      act.pan(event.clientX - before.x, event.clientY - before.y);
    }
  });
  element.addEventListener('pointerup', (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size || most > 1) return;
    const right = event.clientX - start.x;
    const down = event.clientY - start.y;
    if (Math.hypot(right, down) < TAP_PX) act.tap();
    else if (!act.near() && event.pointerType !== 'mouse' && Math.abs(right) > Math.max(SWIPE_PX, 2 * Math.abs(down))) act.swipe(right < 0 ? 1 : -1);
  });
  element.addEventListener('pointercancel', (event) => fingers.delete(event.pointerId));
  element.addEventListener('wheel', (event) => {
    event.preventDefault();
    act.zoom(Math.exp(-event.deltaY / 500));
  }, { passive: false });
}
