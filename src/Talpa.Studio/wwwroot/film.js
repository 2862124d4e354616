// Records a canvas as a film in WebM.
const framesASecond = 30;
const bitsASecond = 6_000_000;

// Milliseconds of film in a part.
const partDuration = 100;
const types = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'];

const supportedType = () => types.find(type => globalThis.MediaRecorder?.isTypeSupported(type));

export const canFilm = () => Boolean(supportedType()) && 'captureStream' in HTMLCanvasElement.prototype;

export class Film {
  #canvas;
  #recorder;
  #parts = [];
  #stopped;

  // Begins to record. Throws if the browser can't.
  constructor(canvas) {
    this.#canvas = canvas;
    this.#recorder = new MediaRecorder(canvas.captureStream(framesASecond), { mimeType: supportedType(), videoBitsPerSecond: bitsASecond });
    this.#recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) {
        this.#parts.push(data);
      }
    };
    this.#stopped = new Promise(resolve => {
      this.#recorder.onstop = resolve;
    });
    this.#recorder.start(partDuration);
  }

  // Draws the same picture until it is in the film: on a busy computer the recorder begins late, and what it has not received is lost. The next part may
  // contain earlier pictures only, so two are waited for. A hidden canvas has no pictures; one that is not on the page has.
  async hold(redraw) {
    const isHidden = () => this.#canvas.isConnected && this.#canvas.clientWidth === 0;
    for (const before = this.#parts.length; this.#parts.length < before + 2 && this.#recorder.state === 'recording' && !isHidden();) {
      redraw();
      await new Promise(requestAnimationFrame);
    }
  }

  // Ends the film and returns it as a blob. The recorder has stopped by itself if its stream has ended.
  async end() {
    if (this.#recorder.state !== 'inactive') {
      this.#recorder.stop();
    }

    await this.#stopped;
    this.#recorder.stream.getTracks().forEach(track => track.stop());
    return new Blob(this.#parts, { type: 'video/webm' });
  }
}
