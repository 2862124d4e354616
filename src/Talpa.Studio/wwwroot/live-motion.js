// Where the points are at a moment: they glide from the frame before to the newest one, and the axes' reach follows in a glide of its own.
const longestGlide = 4000;
const reachGlide = 900;

export class Motion {
  #from = new Float32Array(0);
  #to = new Float32Array(0);
  #frameAt = 0;
  #glide = 1;
  #reach = { from: 1, to: 1, at: 0 };
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  get points() {
    return this.#to.length / 2;
  }

  // A new frame: points glide to it from where they are shown, for about as long as the next one takes to come.
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
    this.#glide = this.#still.matches || this.#frameAt === 0 ? 1 : Math.min(longestGlide, Math.max(300, 1.15 * (now - this.#frameAt)));
    this.#frameAt = now;
    if (frame.reach !== this.#reach.to) {
      const first = this.#reach.at === 0 || this.#still.matches;
      this.#reach = { from: first ? frame.reach : this.reachAt(now), to: frame.reach, at: now };
    }
  }

  reachAt(now) {
    const share = Math.min(1, (now - this.#reach.at) / reachGlide);
    const eased = share * share * (3 - 2 * share);
    return Math.exp(Math.log(this.#reach.from) + (Math.log(this.#reach.to) - Math.log(this.#reach.from)) * eased);
  }

  moves(now) {
    return this.#share(now) < 1 || (now - this.#reach.at < reachGlide && !this.#still.matches);
  }

  // Fills places with the points' pixels, two numbers a point.
  project(now, places, view, scale, box) {
    const share = this.#share(now);
    for (let i = 0; i < this.points; i++) {
      const across = this.#from[2 * i] + (this.#to[2 * i] - this.#from[2 * i]) * share;
      const up = this.#from[2 * i + 1] + (this.#to[2 * i + 1] - this.#from[2 * i + 1]) * share;
      places[2 * i] = box.width / 2 + (across - view.x) * scale;
      places[2 * i + 1] = box.height / 2 - (up - view.y) * scale;
    }
  }

  #share(now) {
    return Math.min(1, (now - this.#frameAt) / this.#glide);
  }

  #shown(now) {
    const share = this.#share(now);
    return share >= 1 ? this.#to : this.#to.map((to, i) => this.#from[i] + (to - this.#from[i]) * share);
  }
}
