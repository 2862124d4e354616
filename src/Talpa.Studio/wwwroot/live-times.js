// How evenly frames follow one another while something moves, and how long each takes to draw; milliseconds, of the last that were drawn.
const kept = 900;

export class FrameTimes {
  #times = [];
  #costs = [];
  #last = 0;

  // time: the frame's own; moves: whether another follows it.
  note(time, cost, moves) {
    if (moves && this.#last > 0 && time) {
      this.#times.push(time - this.#last);
      this.#costs.push(cost);
      if (this.#times.length > kept) {
        this.#times.shift();
        this.#costs.shift();
      }
    }

    this.#last = moves && time ? time : 0;
  }

  clear() {
    this.#times = [];
    this.#costs = [];
  }

  summary() {
    const sorted = list => [...list].sort((a, b) => a - b);
    const at = (list, share) => list.length ? list[Math.min(list.length - 1, Math.floor(share * list.length))] : 0;
    const times = sorted(this.#times);
    const costs = sorted(this.#costs);
    return { count: times.length, median: at(times, 0.5), p95: at(times, 0.95), draw: at(costs, 0.5), drawP95: at(costs, 0.95) };
  }
}
