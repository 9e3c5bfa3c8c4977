/** Links to a moment: #t=161.4&race=sf-1&camera=follow:NED&lang=nl */

/** @typedef {{t?: number, race?: string, camera?: string, lang?: string}} Place */

/** @param {string} hash @returns {Place} */
export function read(hash) {
  const found = new URLSearchParams(hash.replace(/^#/, ''));
  /** @type {Place} */
  const place = {};
  const t = found.get('t');
  if (t !== null && t.trim() !== '' && Number.isFinite(Number(t))) place.t = Number(t);
  const race = found.get('race');
  if (race !== null) place.race = race;
  const camera = found.get('camera');
  if (camera !== null) place.camera = camera;
  const lang = found.get('lang');
  if (lang !== null) place.lang = lang;
  return place;
}

/** @param {{t: number, race: string, camera: string, lang?: string}} place the language where it was chosen */
export function write(place) {
  const listed = { t: place.t.toFixed(2), race: place.race, camera: place.camera, ...(place.lang ? { lang: place.lang } : {}) };
  return `#${Object.entries(listed).map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%3A/g, ':')}`).join('&')}`;
}

/** Whether the page is to be shown in another one. @param {string} search */
export function embedded(search) {
  return new URLSearchParams(search).has('embed');
}
