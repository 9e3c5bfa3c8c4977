/** The cameras of a race, and how they are called. */
import { say } from './words.js';

/**
 * The cameras of a race, in the order of the menu.
 * @param {string[]} codes
 */
export function cameras(codes) {
  const follow = codes.map((code) => `follow:${code}`);
  return codes.length > 1 ? ['overview', ...follow, 'head-to-head', 'split'] : ['overview', ...follow];
}

/** A camera in words. @param {string} camera */
export function cameraName(camera) {
  const [kind, ...code] = camera.split(':');
  return say(kind, { code: code.join(':') });
}
