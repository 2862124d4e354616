// Places labels beside their points without overlaps. Labels of the previous picture have precedence, so that a moving picture doesn't
// flicker.
const lineHeight = 15;
const maxLabels = 600;

export class Labels {
  #widths = new Map();
  #shown = [];

  // Returns the labels to write and their positions. Each wanted label is { index, important }; important ones have precedence. Others keep off what is written
  // already: { left, top, width }.
  place(context, wanted, words, positions, box, names = []) {
    const order = [...wanted.filter(label => label.important)];
    const seen = new Set(order.map(label => label.index));
    const add = index => {
      if (!seen.has(index)) {
        seen.add(index);
        order.push({ index, important: false });
      }
    };
    const allowed = new Set(wanted.map(label => label.index));
    this.#shown.filter(index => allowed.has(index)).forEach(add);
    wanted.forEach(label => add(label.index));

    const maxWritten = Math.max(12, Math.round(box.width * box.height / 9000));
    const taken = [...names];
    const written = [];
    this.#shown = [];
    for (let i = 0; i < order.length && i < maxLabels && written.length < maxWritten; i++) {
      const { index, important } = order[i];
      const label = this.#fit(context, words[index], positions[2 * index], positions[2 * index + 1], box, taken, important);
      if (label) {
        written.push({ ...label, index, important });
        taken.push(label);
        this.#shown.push(index);
      }
    }

    return written;
  }

  #fit(context, word, x, y, box, taken, important) {
    if (!(x > 4 && y > 4 && x < box.width - 4 && y < box.height - 4)) {
      return null;
    }

    const text = word.length > 24 ? word.slice(0, 23) + '…' : word;
    const width = this.#widthOf(context, text);
    const sides = [[x - width / 2, y - 6 - lineHeight], [x - width / 2, y + 6], [x + 8, y - lineHeight / 2], [x - 8 - width, y - lineHeight / 2]];
    const inside = sides.filter(([left, top]) => left >= 2 && top >= 2 && left + width <= box.width - 2 && top + lineHeight <= box.height - 2);
    for (const [left, top] of inside) {
      const free = taken.every(other => left > other.left + other.width + 4 || left + width + 4 < other.left || top > other.top + lineHeight || top + lineHeight < other.top);
      if (free) {
        return { text, left, top, width };
      }
    }

    return null;
  }

  #widthOf(context, text) {
    if (!this.#widths.has(text)) {
      if (this.#widths.size > 20_000) {
        this.#widths.clear();
      }

      this.#widths.set(text, context.measureText(text).width);
    }

    return this.#widths.get(text);
  }
}
