// Draws thousands of points by writing the canvas's pixels directly: without a GPU this is several times as fast as drawing circles. A
// point is a small antialiased disc with a precision of a quarter pixel, so that slow movements are smooth.
const quarters = 4;

export class Pixels {
  #image = null;
  #words = null;
  #discs = new Map();

  // Draws points on an empty background. Positions are in pixels, colours are [red, green, blue]. The points of the most frequent words,
  // which are the first, are drawn last and so above the others; some of them (large) have a larger radius.
  draw(context, background, positions, count, classes, colours, radius, large, opacity) {
    const { width, height } = context.canvas;
    if (this.#image?.width !== width || this.#image?.height !== height) {
      this.#image = context.createImageData(width, height);
      this.#words = new Uint32Array(this.#image.data.buffer);
    }

    this.#words.fill((255 << 24) | (background[2] << 16) | (background[1] << 8) | background[0]);
    const pixels = this.#image.data;
    const small = this.#discsOf(radius, opacity);
    const big = this.#discsOf(1.7 * radius, Math.min(1, opacity + 0.2));
    for (let i = count - 1; i >= 0; i--) {
      const { size, half, masks } = i < large ? big : small;
      const x = positions[2 * i] - half;
      const y = positions[2 * i + 1] - half;
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (!(left >= 0 && top >= 0 && left + size <= width && top + size <= height)) {
        continue;
      }

      const mask = masks[Math.floor((y - top) * quarters) * quarters + Math.floor((x - left) * quarters)];
      const [red, green, blue] = colours[classes[i]];
      for (let row = 0, m = 0; row < size; row++) {
        let p = 4 * ((top + row) * width + left);
        for (let column = 0; column < size; column++, m++, p += 4) {
          const share = mask[m];
          if (share > 0) {
            pixels[p] += ((red - pixels[p]) * share) >> 8;
            pixels[p + 1] += ((green - pixels[p + 1]) * share) >> 8;
            pixels[p + 2] += ((blue - pixels[p + 2]) * share) >> 8;
          }
        }
      }
    }

    context.putImageData(this.#image, 0, 0);
  }

  // The coverage of each pixel by a disc, from 0 to 256, for each position of its centre in quarters of a pixel.
  #discsOf(radius, opacity) {
    const key = `${radius.toFixed(2)}/${opacity}`;
    if (!this.#discs.has(key)) {
      if (this.#discs.size > 30) {
        this.#discs.clear();
      }

      const size = 2 * Math.ceil(radius + 0.5) + 2;
      const half = size / 2 - 0.5;
      const masks = [];
      for (let down = 0; down < quarters; down++) {
        for (let across = 0; across < quarters; across++) {
          const mask = new Uint16Array(size * size);
          for (let m = 0; m < mask.length; m++) {
            const dx = (m % size) - half - (across + 0.5) / quarters;
            const dy = Math.floor(m / size) - half - (down + 0.5) / quarters;
            mask[m] = Math.round(256 * opacity * Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy))));
          }

          masks.push(mask);
        }
      }

      this.#discs.set(key, { size, half, masks });
    }

    return this.#discs.get(key);
  }
}
