// Preloaded: the clock of this process is off by so many milliseconds.
const off = Number(process.env.CASEFILE_CLOCK_OFF ?? 0);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + off);
    else super(...given);
  }
  static now() {
    return Real.now() + off;
  }
};
