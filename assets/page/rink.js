/** The rink from above, in metres, under whatever transform the canvas has. */

const SCRATCH_STEP_M = 0.7;

/** Infield and pads are drawn in the colours of the data's theme. */
export class Rink {
  /** @param {any} theme colours and lateral offsets of the window's own drawing */
  constructor(theme) {
    this.theme = theme;
  }

  /**
   * Bands, lines and cones.
   * @param {CanvasRenderingContext2D} ctx
   * @param {import('./oval.js').Oval} oval
   * @param {{line: number, dash: number[], cones: number, step: number, near?: number}} look line width, dashes,
   *   cone radius and step, all in metres; `near` the distance about which ice is seen from close by
   */
  draw(ctx, oval, look) {
    const { colours, laterals } = this.theme;
    /** @param {number} lateral @param {string} fill */
    const band = (lateral, fill) => {
      oval.ring(ctx, lateral);
      ctx.fillStyle = fill;
      ctx.fill();
    };
    /** @param {string} colour */
    const outline = (colour) => {
      ctx.strokeStyle = colour;
      ctx.lineWidth = look.line;
      ctx.stroke();
    };
    const thick = laterals.pads_outside - laterals.pads_inside;
    band(laterals.pads_outside, colours.PADS_DARK);
    band(laterals.pads_outside - 0.12 * thick, colours.PADS);
    band(laterals.pads_inside + 0.25 * thick, colours.PADS_DARK);
    band(laterals.pads_inside, colours.ICE_APRON);
    band(laterals.outer_edge, colours.ICE_OUTER);
    outline(colours.LINE_BLUE);
    band(laterals.lane_line, colours.ICE);
    ctx.setLineDash(look.dash);
    outline(colours.LINE_BLUE);
    ctx.setLineDash([]);
    band(laterals.inner_edge, colours.ICE_WARM_UP);
    outline(colours.LINE_RED);
    band(laterals.infield, colours.INFIELD);
    outline(colours.ICE_EDGE);
    if (look.near !== undefined) this.scratches(ctx, oval, look.near);
    this.cones(ctx, oval, look);
    this.timingLines(ctx, oval, 2.2 * look.line);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {import('./oval.js').Oval} oval @param {{cones: number, step: number}} look */
  cones(ctx, oval, look) {
    ctx.fillStyle = this.theme.colours.CONE;
    ctx.beginPath();
    const curve = Math.PI * oval.radius;
    for (const start of [oval.straight / 2, oval.half + oval.straight / 2]) {
      for (let along = 0; along <= curve; along += look.step) {
        const { x, y } = oval.place(start + along, this.theme.laterals.inner_edge);
        ctx.moveTo(x + look.cones, y);
        ctx.arc(x, y, look.cones, 0, 2 * Math.PI);
      }
    }
    ctx.fill();
  }

  /** Both timing lines. @param {CanvasRenderingContext2D} ctx @param {import('./oval.js').Oval} oval @param {number} width */
  timingLines(ctx, oval, width) {
    const { colours, laterals } = this.theme;
    [colours.LINE_RED, colours.LINE_BLACK].forEach((colour, k) => {
      const inner = oval.place(k * oval.half, laterals.inner_edge);
      const outer = oval.place(k * oval.half, laterals.outer_edge);
      ctx.beginPath();
      ctx.moveTo(inner.x, inner.y);
      ctx.lineTo(outer.x, outer.y);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.stroke();
    });
  }

  /** Marks of blades, always in the same places: without them nobody sees speed. @param {CanvasRenderingContext2D} ctx @param {import('./oval.js').Oval} oval @param {number} near */
  scratches(ctx, oval, near) {
    ctx.strokeStyle = this.theme.colours.SCRATCH;
    ctx.lineWidth = 0.012;
    ctx.beginPath();
    const count = Math.round(oval.lap / SCRATCH_STEP_M);
    const first = Math.floor((near - 14) / SCRATCH_STEP_M);
    for (let k = first; k < first + 28 / SCRATCH_STEP_M; k++) {
      const seed = (((k % count) + count) % count) * 12.9898;
      const [chance, other] = [43758.5453, 24634.6345].map((by) => Math.abs(Math.sin(seed) * by) % 1);
      const begin = oval.place(k * SCRATCH_STEP_M, -0.3 + 6.5 * chance);
      const end = oval.place(k * SCRATCH_STEP_M + 1 + 2.5 * other, -0.3 + 6.5 * chance + 0.3 * (other - 0.5));
      ctx.moveTo(begin.x, begin.y);
      ctx.lineTo(end.x, end.y);
    }
    ctx.stroke();
  }
}
