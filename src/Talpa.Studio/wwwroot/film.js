// Makes a film in WebM of the pictures of a canvas. Each picture that is added is in the film, at its time, however busy the computer is.
import { webm } from './webm.js';

const bitsASecond = 6_000_000;

export const picturesASecond = 30;

// Milliseconds.
const pictureDuration = 1000 / picturesASecond;
const maxBetweenKeys = 2000;
const pollInterval = 5;

// The last picture is shown for a second. It is repeated: with a single long picture at the end, a player that seeks there showed an earlier one.

// The maximum number of pictures that wait for the encoder.
const maxWaiting = 2;

// The codecs as WebCodecs and Matroska name them: VP9 of profile 0, level 5.1 (4096 × 2176 pixels) and 8 bits, or VP8.
const codecs = [['vp09.00.51.08', 'V_VP9'], ['vp8', 'V_VP8']];

// Returns the codec of a film and the configuration of its encoder; undefined if the browser has none, as in an insecure context.
async function encodingFor(width, height) {
  for (const [codec, name] of codecs) {
    // An encoder for quality leaves out no pictures.
    const configuration = { codec, width, height, bitrate: bitsASecond, latencyMode: 'quality' };
    try {
      if ((await globalThis.VideoEncoder?.isConfigSupported(configuration))?.supported) {
        return { name, configuration };
      }
    } catch {
      // A browser can reject a configuration that it does not know.
    }
  }
}

export const canFilm = async canvas => await encodingFor(canvas.width, canvas.height) !== undefined;

export class Film {
  #canvas;
  #encoding;
  #encoder;
  #fault = null;
  #pictures = [];
  #colours;
  #fitted;
  #time = -1;
  #keyTime = -Infinity;

  // Begins a film of the canvas' current size. Returns null if the browser can't make one.
  static async of(canvas) {
    const encoding = await encodingFor(canvas.width, canvas.height);
    return encoding ? new Film(canvas, encoding) : null;
  }

  constructor(canvas, encoding) {
    this.#canvas = canvas;
    this.#encoding = encoding;

    // The browser closes an encoder that reports an error.
    this.#encoder = new VideoEncoder({
      output: (chunk, metadata) => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.#colours ??= metadata?.decoderConfig?.colorSpace;
        this.#pictures.push({ time: Math.round(chunk.timestamp / 1000), isKey: chunk.type === 'key', data });
      },
      error: fault => {
        this.#fault = fault;
      },
    });
    this.#encoder.configure(encoding.configuration);
  }

  // Adds the canvas' current picture. Its time is in milliseconds, and later than that of the previous picture. Returns when two pictures at most wait for the encoder.
  async add(time) {
    await this.#add(this.#picture(), time);
  }

  async #add(picture, time) {
    this.#throwFault();
    const keyFrame = time - this.#keyTime >= maxBetweenKeys;
    this.#keyTime = keyFrame ? time : this.#keyTime;
    this.#time = time;
    const frame = new VideoFrame(picture, { timestamp: Math.round(1000 * time) });
    try {
      this.#encoder.encode(frame, { keyFrame });
    } finally {
      frame.close();
    }

    // Not all browsers have the event that the queue has become shorter.
    while (this.#encoder.encodeQueueSize > maxWaiting && !this.#fault) {
      await new Promise(resolve => setTimeout(resolve, pollInterval));
    }

    this.#throwFault();
  }

  // Repeats the canvas' current picture, so that it is seen before a player begins again. Returns the film as a blob.
  async end() {
    const last = new VideoFrame(this.#picture(), { timestamp: 0 });
    try {
      for (let i = 1; i < picturesASecond; i++) {
        await this.#add(last, this.#time + pictureDuration);
      }
    } finally {
      last.close();
    }

    await this.#encoder.flush();
    this.#throwFault();
    const { name, configuration: { width, height } } = this.#encoding;
    return new Blob(webm({ codec: name, width, height, duration: this.#time + pictureDuration, pictures: this.#pictures, colours: this.#colours }), { type: 'video/webm' });
  }

  // Ends the encoder, also of a film that is not complete.
  close() {
    if (this.#encoder.state !== 'closed') {
      this.#encoder.close();
    }
  }

  // The canvas; if its size has changed, as that of a window, a picture of the film's size with the whole canvas in its middle. An encoder would distort it.
  #picture() {
    const { width, height } = this.#encoding.configuration;
    const { width: currentWidth, height: currentHeight } = this.#canvas;
    if (currentWidth === width && currentHeight === height) {
      return this.#canvas;
    }

    this.#fitted ??= Object.assign(document.createElement('canvas'), { width, height });
    const context = this.#fitted.getContext('2d', { alpha: false });
    context.fillRect(0, 0, width, height);
    const scale = Math.min(width / currentWidth, height / currentHeight);
    const [scaledWidth, scaledHeight] = [scale * currentWidth, scale * currentHeight];
    context.drawImage(this.#canvas, (width - scaledWidth) / 2, (height - scaledHeight) / 2, scaledWidth, scaledHeight);
    return this.#fitted;
  }

  #throwFault() {
    if (this.#fault) {
      throw this.#fault;
    }
  }
}
