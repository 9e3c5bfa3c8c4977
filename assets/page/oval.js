/** The oval: places on the ice from distance and lateral offset, as `track` has them. */

/** @typedef {{lap_m: number, straight_m: number, radius_m: number}} OvalData */

export class Oval {
  /** @param {OvalData} data */
  constructor(data) {
    this.lap = data.lap_m;
    this.half = data.lap_m / 2;
    this.straight = data.straight_m;
    this.radius = data.radius_m;
  }

  /**
   * Place [m] and direction of travel [rad], y up, counter-clockwise.
   * @param {number} distance along the lap line from the finish line [m]
   * @param {number} lateral outward [m]
   */
  place(distance, lateral) {
    const halves = Math.floor(distance / this.half);
    const along = distance - halves * this.half;
    const before = this.straight / 2;
    const turned = Math.min(Math.max((along - before) / this.radius, 0), Math.PI);
    const after = Math.max(along - before - Math.PI * this.radius, 0);
    const x = Math.min(along, before) - after + (this.radius + lateral) * Math.sin(turned);
    const y = -(this.radius + lateral) * Math.cos(turned);
    const sign = halves % 2 === 0 ? 1 : -1;
    return { x: sign * x, y: sign * y, heading: halves * Math.PI + turned };
  }

  /** The direction averaged over a span, so that curves are entered softly. @param {number} distance */
  softHeading(distance) {
    let sum = 0;
    for (let k = -4; k <= 4; k++) sum += this.place(distance + 2 * k, 0).heading;
    return sum / 9;
  }

  /** A closed ring at a lateral offset, in metres. @param {CanvasRenderingContext2D} ctx @param {number} lateral */
  ring(ctx, lateral) {
    const radius = this.radius + lateral;
    const x = this.straight / 2;
    ctx.beginPath();
    ctx.arc(x, 0, radius, -Math.PI / 2, Math.PI / 2);
    ctx.arc(-x, 0, radius, Math.PI / 2, 1.5 * Math.PI);
    ctx.closePath();
  }
}
