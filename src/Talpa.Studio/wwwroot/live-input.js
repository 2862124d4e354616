// What a hand or the keyboard does on the map: moves and enlarges it, points, chooses, draws a box, walks from word to word.
const touch = 14;

export class Hand {
  #canvas;
  #field;

  constructor(canvas, field) {
    this.#canvas = canvas;
    this.#field = field;
    canvas.addEventListener('wheel', event => this.#wheeled(event), { passive: false });
    canvas.addEventListener('pointerdown', event => this.#pressed(event));
    canvas.addEventListener('pointermove', event => this.#pointed(event));
    canvas.addEventListener('pointerleave', () => field.hover(-1));
    canvas.addEventListener('keydown', event => this.#keyed(event));
    canvas.addEventListener('blur', () => field.redraw());
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #pointed(event) {
    if (event.buttons === 0) {
      this.#field.hover(this.#field.nearest(...this.#at(event), touch));
    }
  }

  #wheeled(event) {
    event.preventDefault();
    this.#field.zoom(Math.exp(-event.deltaY / 400), ...this.#at(event));
  }

  #pressed(event) {
    if (event.button !== 0) {
      return;
    }

    const start = this.#at(event);
    const view = this.#field.view;
    const selects = this.#field.selecting || event.shiftKey;
    let dragging = false;
    let box = null;
    const drag = moved => {
      const here = this.#at(moved);
      const [dx, dy] = [here[0] - start[0], here[1] - start[1]];
      dragging ||= Math.hypot(dx, dy) > 4;
      if (dragging && selects) {
        box = { x: Math.min(start[0], here[0]), y: Math.min(start[1], here[1]), width: Math.abs(dx), height: Math.abs(dy) };
        this.#field.drawBox(box);
      } else if (dragging) {
        this.#field.look(view.x - dx / this.#field.scale, view.y + dy / this.#field.scale);
      }
    };
    const drop = () => {
      removeEventListener('pointermove', drag);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', drop);
      if (!dragging) {
        this.#field.choose(this.#field.nearest(...start, touch), selects);
      } else if (box) {
        this.#field.selectBox(box);
      }

      this.#field.drawBox(null);
    };
    addEventListener('pointermove', drag);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', drop);
  }

  #keyed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }

    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const { x, y } = this.#field.view;
    const step = 60 / this.#field.scale;
    if (event.key in arrows && event.shiftKey) {
      this.#field.look(x + arrows[event.key][0] * step, y - arrows[event.key][1] * step);
    } else if (event.key in arrows) {
      this.#field.walk(...arrows[event.key]);
    } else if (event.key === '+' || event.key === '=') {
      this.#field.zoom(1.3);
    } else if (event.key === '-') {
      this.#field.zoom(1 / 1.3);
    } else if (event.key === '0' || event.key === 'Home') {
      this.#field.home();
    } else if (event.key === 'Enter') {
      this.#field.choose(this.#field.cursor, false);
    } else if (event.key === ' ') {
      this.#field.choose(this.#field.cursor, true);
    } else {
      return;
    }

    event.preventDefault();
  }
}
