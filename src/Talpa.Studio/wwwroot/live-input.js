// Pointer and keyboard input of the map: moving, zooming, hovering, choosing, selecting a box, moving from word to word.
const maxDistance = 14;

export class MapInput {
  #canvas;
  #map;

  constructor(canvas, map) {
    this.#canvas = canvas;
    this.#map = map;
    canvas.addEventListener('wheel', event => this.#onWheel(event), { passive: false });
    canvas.addEventListener('pointerdown', event => this.#onPointerDown(event));
    canvas.addEventListener('pointermove', event => this.#onPointerMove(event));
    canvas.addEventListener('pointerleave', () => map.hover(-1));
    canvas.addEventListener('keydown', event => this.#onKeyDown(event));
    canvas.addEventListener('blur', () => map.redraw());
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();

    // The style sheet may enlarge the page: positions on the map are in pixels before that.
    const enlarged = box.width / this.#canvas.clientWidth;
    return [(event.clientX - box.left) / enlarged, (event.clientY - box.top) / enlarged];
  }

  #onPointerMove(event) {
    if (event.buttons === 0) {
      this.#map.hover(this.#map.nearest(...this.#at(event), maxDistance));
    }
  }

  #onWheel(event) {
    event.preventDefault();
    this.#map.zoom(Math.exp(-event.deltaY / 400), ...this.#at(event));
  }

  #onPointerDown(event) {
    if (event.button !== 0 || !event.isPrimary) {
      return;
    }

    const start = this.#at(event);
    const view = this.#map.view;
    const selects = this.#map.selecting || event.shiftKey;
    let dragging = false;
    let box = null;
    const drag = moved => {
      if (moved.pointerId !== event.pointerId) {
        return;
      }

      const here = this.#at(moved);
      const [dx, dy] = [here[0] - start[0], here[1] - start[1]];
      dragging ||= Math.hypot(dx, dy) > 4;
      if (dragging && selects) {
        box = { x: Math.min(start[0], here[0]), y: Math.min(start[1], here[1]), width: Math.abs(dx), height: Math.abs(dy) };
        this.#map.drawBox(box);
      } else if (dragging) {
        this.#map.moveTo(view.x - dx / this.#map.scale, view.y + dy / this.#map.scale);
      }
    };
    const drop = end => {
      if (end.pointerId !== event.pointerId) {
        return;
      }

      removeEventListener('pointermove', drag);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', drop);
      if (end.type !== 'pointerup') {
        // The browser has taken the pointer: neither a click nor a selection.
      } else if (!dragging) {
        this.#map.choose(this.#map.nearest(...start, maxDistance), selects);
      } else if (box) {
        this.#map.selectBox(box);
      }

      this.#map.drawBox(null);
    };
    addEventListener('pointermove', drag);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', drop);
  }

  #onKeyDown(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }

    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const { x, y } = this.#map.view;
    const step = 60 / this.#map.scale;
    if (event.key in arrows && event.shiftKey) {
      this.#map.moveTo(x + arrows[event.key][0] * step, y - arrows[event.key][1] * step);
    } else if (event.key in arrows) {
      this.#map.moveFocus(...arrows[event.key]);
    } else if (event.key === '+' || event.key === '=') {
      this.#map.zoom(1.3);
    } else if (event.key === '-') {
      this.#map.zoom(1 / 1.3);
    } else if (event.key === '0' || event.key === 'Home') {
      this.#map.home();
    } else if (event.key === 'Enter') {
      this.#map.choose(this.#map.cursor, false);
    } else if (event.key === ' ') {
      this.#map.choose(this.#map.cursor, true);
    } else {
      return;
    }

    event.preventDefault();
  }
}
