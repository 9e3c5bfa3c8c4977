/** What is packed: base64 of deflated JSON; and whole numbers: base64 of deflated varints, the sign in the lowest bit. */

/** @param {string} text base64 of deflated bytes */
function inflated(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')));
}

/** Packed JSON. @param {string} text @returns {Promise<any>} */
export function unpackJson(text) {
  return inflated(text).json();
}

/**
 * @param {string} text
 * @returns {Promise<number[]>}
 */
export async function unpack(text) {
  const bytes = new Uint8Array(await inflated(text).arrayBuffer());
  const found = [];
  let value = 0;
  let place = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * place;
    if (byte & 0x80) {
      place *= 128;
    } else {
      found.push(value % 2 ? -(value + 1) / 2 : value / 2);
      value = 0;
      place = 1;
    }
  }
  return found;
}

/**
 * Columns of which differences were taken.
 * @param {string} text
 * @param {number} columns
 * @param {number} times how often
 * @returns {Promise<Float64Array[]>}
 */
export async function unpackSeries(text, columns, times) {
  const values = Float64Array.from(await unpack(text));
  const count = values.length / columns;
  return Array.from({ length: columns }, (_, k) => {
    const column = values.slice(k * count, (k + 1) * count);
    for (let round = 0; round < times; round++) {
      for (let i = 1; i < count; i++) column[i] += column[i - 1];
    }
    return column;
  });
}
