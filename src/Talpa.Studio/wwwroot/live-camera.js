// The part of the map that is shown: the middle of the canvas in units of the vectors, and the zoom factor. It can glide to a point.
const flightDuration = 700;
const maxFlightZoom = 12;
const [minZoom, maxZoom] = [0.5, 400];

export class Camera {
  #view = { x: 0, y: 0, zoom: 1 };
  #middle = [0, 0];
  #flight = null;
  #destination = null;
  #reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

  get view() {
    return { ...this.#view };
  }

  // Glides to the whole map, if its middle has changed.
  centre(x, y, now) {
    if (x !== this.#middle[0] || y !== this.#middle[1]) {
      this.#middle = [x, y];
      this.#destination = null;
      this.#flight = { from: this.view, to: { x, y, zoom: 1 }, at: now };
    }
  }

  home() {
    const [x, y] = this.#middle;
    this.#flight = null;
    this.#view = { x, y, zoom: 1 };
  }

  moveTo(x, y) {
    this.#flight = null;
    Object.assign(this.#view, { x, y });
  }

  // Zooms so that a place keeps its position on the canvas: it is given in pixels from the middle, with the scale before.
  zoom(factor, [dx, dy], scale) {
    const zoom = Math.min(maxZoom, Math.max(minZoom, this.#view.zoom * factor));
    const zoomed = scale * zoom / this.#view.zoom;
    this.#view.zoom = zoom;
    this.moveTo(this.#view.x + dx * (1 / scale - 1 / zoomed), this.#view.y - dy * (1 / scale - 1 / zoomed));
  }

  // Glides to a point, so near that it and its nearest neighbours fill half of the map. A point that has no position yet is waited for.
  // A zoom factor may be given instead.
  flyTo(index, neighbours, zoom) {
    this.#destination = { index, neighbours, zoom };
  }

  // Stops waiting for a point.
  cancel() {
    this.#destination = null;
  }

  // Starts the flight to the requested point, if the point has a position, and moves the view along it. Returns whether it continues.
  advance(now, motion) {
    const target = this.#destination && motion.target(this.#destination.index);
    if (target) {
      this.#flight = { from: this.view, to: { x: target[0], y: target[1], zoom: this.#zoomAt(target, now, motion) }, at: now };
      this.#destination = null;
    }

    if (!this.#flight) {
      return false;
    }

    const { from, to, at } = this.#flight;
    const share = this.#reducedMotion.matches ? 1 : Math.min(1, (now - at) / flightDuration);
    const eased = share * share * (3 - 2 * share);
    const between = name => from[name] + (to[name] - from[name]) * eased;
    this.#view = { x: between('x'), y: between('y'), zoom: from.zoom * Math.pow(to.zoom / from.zoom, eased) };
    if (share === 1) {
      this.#flight = null;
    }

    return share < 1;
  }

  #zoomAt(target, now, motion) {
    const { neighbours, zoom } = this.#destination;
    const distances = neighbours.map(index => motion.target(index)).filter(at => at)
      .map(at => Math.hypot(at[0] - target[0], at[1] - target[1])).sort((a, b) => a - b);
    const radius = 2 * (distances[Math.floor(distances.length / 2)] || 0);
    return zoom ?? Math.min(maxFlightZoom, Math.max(this.#view.zoom, radius > 0 ? motion.reachAt(now) / radius : 1));
  }
}
