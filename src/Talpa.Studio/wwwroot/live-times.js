// The time between frames during movements, and their drawing time, in milliseconds, for the last frames.
const maxFrames = 900;

export class FrameTimes {
  #times = [];
  #costs = [];
  #last = 0;

  // time: the timestamp of the frame; isMoving: whether another frame follows.
  record(time, cost, isMoving) {
    if (isMoving && this.#last > 0 && time) {
      this.#times.push(time - this.#last);
      this.#costs.push(cost);
      if (this.#times.length > maxFrames) {
        this.#times.shift();
        this.#costs.shift();
      }
    }

    this.#last = isMoving && time ? time : 0;
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
