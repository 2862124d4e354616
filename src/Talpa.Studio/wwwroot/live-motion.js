// The positions of the points over time: they move from the previous frame to the latest one. The range of the axes is animated separately.
const minDuration = 120;
const maxDuration = 6000;

// In seconds, for a frame without an expected successor: the last one, or one with a new word.
const defaultGap = 0.6;
const reachDuration = 900;

export class Motion {
  #from = new Float32Array(0);
  #to = new Float32Array(0);
  #frameAt = 0;
  #duration = 1;
  #reach = { from: 1, to: 1, at: 0 };
  #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

  get points() {
    return this.#to.length / 2;
  }

  // The position to which a point moves, in units of the vectors; null without a point.
  target(index) {
    return index >= 0 && 2 * index + 1 < this.#to.length ? [this.#to[2 * index], this.#to[2 * index + 1]] : null;
  }

  // Starts the movement from the current positions to a new frame. It lasts slightly longer than the expected time until the next one, so that the
  // points do not stop in between.
  show(frame, positions) {
    const now = performance.now();
    const shown = this.#shown(now);
    const to = new Float32Array(positions.length);
    for (let i = 0; i < to.length; i++) {
      to[i] = positions[i] * frame.unit;
    }

    const from = to.slice();
    from.set(shown.subarray(0, Math.min(shown.length, to.length)));
    this.#from = from;
    this.#to = to;
    this.#duration = this.#reducedMotion.matches || this.#frameAt === 0 ? 1 : Math.min(maxDuration, Math.max(minDuration, 1150 * (frame.gap || defaultGap)));
    this.#frameAt = now;
    if (frame.reach !== this.#reach.to) {
      const first = this.#reach.at === 0 || this.#reducedMotion.matches;
      this.#reach = { from: first ? frame.reach : this.reachAt(now), to: frame.reach, at: now };
    }
  }

  reachAt(now) {
    const share = Math.min(1, (now - this.#reach.at) / reachDuration);
    const eased = share * share * (3 - 2 * share);
    return Math.exp(Math.log(this.#reach.from) + (Math.log(this.#reach.to) - Math.log(this.#reach.from)) * eased);
  }

  isMoving(now) {
    return this.#share(now) < 1 || (now - this.#reach.at < reachDuration && !this.#reducedMotion.matches);
  }

  // Fills positions with x and y of each point in pixels.
  project(now, positions, view, scale, box) {
    const share = this.#share(now);
    for (let i = 0; i < this.points; i++) {
      const across = this.#from[2 * i] + (this.#to[2 * i] - this.#from[2 * i]) * share;
      const up = this.#from[2 * i + 1] + (this.#to[2 * i + 1] - this.#from[2 * i + 1]) * share;
      positions[2 * i] = box.width / 2 + (across - view.x) * scale;
      positions[2 * i + 1] = box.height / 2 - (up - view.y) * scale;
    }
  }

  #share(now) {
    return Math.min(1, (now - this.#frameAt) / this.#duration);
  }

  #shown(now) {
    const share = this.#share(now);
    return share >= 1 ? this.#to : this.#to.map((to, i) => this.#from[i] + (to - this.#from[i]) * share);
  }
}
