/** Elements of the page. What scenarios say only ever becomes text. */
import { worded } from './words.js';

export const FONT = "'Pursuit Inter', Inter, system-ui, sans-serif";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...inside) {
  const found = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) found.setAttribute(name, value);
  found.append(...inside);
  return found;
}

/** @param {string} label @param {() => void} act @param {Record<string, string>} [attributes] */
export function button(label, act, attributes = {}) {
  const found = make('button', { type: 'button', ...attributes }, label);
  found.addEventListener('click', act);
  return found;
}

/** Change a text only if it is another one. @param {Element} element @param {string} text */
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** What the data say: phrases in the page's language, texts in that of their scenario. @param {import('./words.js').Said[]} parts @param {string} between @returns {(Node | string)[]} */
export function spelt(parts, between) {
  return parts.flatMap((part, k) => [...(k ? [between] : []), typeof part === 'string' && part ? make('span', { lang: 'en' }, part) : worded(part)]);
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** What elements wear: those that change with every picture mostly do not. @type {WeakMap<HTMLElement, object>} */
const worn = new WeakMap();

/** Give an element a team's colours. @param {HTMLElement} element @param {{suit: string, ink: string, dark: string, light: string}} colours */
export function wear(element, colours) {
  if (worn.get(element) === colours) return;
  worn.set(element, colours);
  for (const name of /** @type {const} */ (['suit', 'ink', 'dark', 'light'])) {
    element.style.setProperty(`--${name}`, colours[name]);
  }
}
