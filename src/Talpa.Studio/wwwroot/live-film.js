// Records a canvas as a film in WebM.
const framesASecond = 30;
const bitsASecond = 6_000_000;

// Milliseconds of film in a part.
const partDuration = 100;
const type = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm'].find(each => globalThis.MediaRecorder?.isTypeSupported(each));

export const canFilm = Boolean(type) && 'captureStream' in HTMLCanvasElement.prototype;

export class Film {
  #recorder;
  #parts = [];

  // Begins to record.
  constructor(canvas) {
    this.#recorder = new MediaRecorder(canvas.captureStream(framesASecond), { mimeType: type, videoBitsPerSecond: bitsASecond });
    this.#recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) {
        this.#parts.push(data);
      }
    };
    this.#recorder.start(partDuration);
  }

  // Draws the same picture until it is in the film: on a busy computer the recorder begins late, and what it has not received is lost.
  async hold(redraw) {
    for (const before = this.#parts.length; this.#parts.length === before && this.#recorder.state === 'recording';) {
      redraw();
      await new Promise(requestAnimationFrame);
    }
  }

  // Ends the film and returns it as a blob.
  async end() {
    await new Promise(resolve => {
      this.#recorder.onstop = resolve;
      this.#recorder.stop();
    });
    this.#recorder.stream.getTracks().forEach(track => track.stop());
    return new Blob(this.#parts, { type: 'video/webm' });
  }
}
