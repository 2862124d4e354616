// Makes a film in WebM of the pictures of a canvas. Each picture that is added is in the film, at its time, however busy the computer is.
import { webm } from './webm.js';

const bitsASecond = 6_000_000;

// Milliseconds.
const pictureDuration = 1000 / 30;
const maxBetweenKeys = 2000;
const pollInterval = 5;

// The last picture is shown for a second. It is repeated, because players that seek estimate the time of a picture from the mean of the pictures around it.
const lastPictures = 30;

// Pictures that wait for the encoder.
const maxWaiting = 2;

// The codecs as WebCodecs and Matroska name them: VP9 of profile 0, level 5.1 (4096 × 2176 pixels) and 8 bits, or VP8.
const codecs = [['vp09.00.51.08', 'V_VP9'], ['vp8', 'V_VP8']];

// Returns the codec of a film and the configuration of its encoder; undefined if the browser has none, as in an insecure context.
async function encodingFor(width, height) {
  for (const [codec, name] of codecs) {
    const configuration = { codec, width, height, bitrate: bitsASecond };
    if ((await globalThis.VideoEncoder?.isConfigSupported(configuration))?.supported) {
      return { name, configuration };
    }
  }
}

export const canFilm = async (width = 1920, height = 1080) => await encodingFor(width, height) !== undefined;

export class Film {
  #canvas;
  #encoding;
  #encoder;
  #fault = null;
  #pictures = [];
  #time = -1;
  #keyTime = -Infinity;

  // Begins a film of the canvas' current size. Throws if the browser can't make one.
  static async of(canvas) {
    const encoding = await encodingFor(canvas.width, canvas.height);
    if (!encoding) {
      throw new Error(`The browser has no encoder for films of ${canvas.width} × ${canvas.height} pixels.`);
    }

    return new Film(canvas, encoding);
  }

  constructor(canvas, encoding) {
    this.#canvas = canvas;
    this.#encoding = encoding;

    // An encoder that reports an error is closed.
    this.#encoder = new VideoEncoder({
      output: chunk => {
        const data = new Uint8Array(chunk.byteLength);
        chunk.copyTo(data);
        this.#pictures.push({ time: Math.round(chunk.timestamp / 1000), isKey: chunk.type === 'key', data });
      },
      error: fault => {
        this.#fault = fault;
      },
    });
    this.#encoder.configure(encoding.configuration);
  }

  // Adds the canvas' current picture. Its time is in milliseconds, and later than that of the previous picture. Returns when the encoder has little to do.
  async add(time) {
    this.#throwFault();
    const keyFrame = time - this.#keyTime >= maxBetweenKeys;
    this.#keyTime = keyFrame ? time : this.#keyTime;
    this.#time = time;
    const frame = new VideoFrame(this.#picture(), { timestamp: Math.round(1000 * time) });
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
    for (let i = 1; i < lastPictures; i++) {
      await this.add(this.#time + pictureDuration);
    }

    await this.#encoder.flush();
    this.#throwFault();
    const { name, configuration: { width, height } } = this.#encoding;
    return new Blob(webm({ codec: name, width, height, duration: this.#time + pictureDuration, pictures: this.#pictures }), { type: 'video/webm' });
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

    const fitted = Object.assign(document.createElement('canvas'), { width, height });
    const scale = Math.min(width / currentWidth, height / currentHeight);
    const [scaledWidth, scaledHeight] = [scale * currentWidth, scale * currentHeight];
    fitted.getContext('2d', { alpha: false }).drawImage(this.#canvas, (width - scaledWidth) / 2, (height - scaledHeight) / 2, scaledWidth, scaledHeight);
    return fitted;
  }

  #throwFault() {
    if (this.#fault) {
      throw this.#fault;
    }
  }
}
