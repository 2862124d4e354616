// The line to the server: SignalR's hub protocol in JSON over a WebSocket
// (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md). SignalR's own client for WebAssembly would make
// every page 0.3 MB larger, and would carry each frame through the runtime.
const end = '\u001e';
const kinds = { streamItem: 2, completion: 3, streamInvocation: 4, ping: 6, close: 7 };
const pingEvery = 10_000;

export class Hub {
  #socket;
  #waiting = new Map();
  #lastId = 0;
  #partial = '';
  #pings;

  // Opens the line; whenClosed is called once, when it breaks or can't be opened.
  constructor(path, whenClosed) {
    const address = new URL(path, document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new WebSocket(address);
    this.opened = new Promise((resolve, reject) => {
      this.#waiting.set('', { resolve, reject });
    });
    this.#socket.onopen = () => this.#socket.send(JSON.stringify({ protocol: 'json', version: 1 }) + end);
    this.#socket.onmessage = event => this.#receive(event.data);
    this.#socket.onclose = () => {
      clearInterval(this.#pings);
      for (const { reject } of this.#waiting.values()) {
        reject(new Error('The line is closed.'));
      }

      this.#waiting.clear();
      whenClosed();
    };
  }

  // Asks; the answer comes as the promise's value.
  ask(target, ...parameters) {
    return this.#invoke(1, target, parameters);
  }

  // Asks for a stream; the promise is kept when it ends.
  stream(target, parameters, take) {
    return this.#invoke(kinds.streamInvocation, target, parameters, take);
  }

  close() {
    this.#socket.close();
  }

  #invoke(type, target, parameters, take) {
    const invocationId = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new Error('The line is closed.'));
        return;
      }

      this.#waiting.set(invocationId, { resolve, reject, take });
      this.#socket.send(JSON.stringify({ type, invocationId, target, arguments: parameters }) + end);
    });
  }

  // A message of the protocol may come in several of the socket's, or several in one.
  #receive(text) {
    const parts = (this.#partial + text).split(end);
    this.#partial = parts.pop();
    for (const part of parts) {
      this.#take(JSON.parse(part));
    }
  }

  #take(message) {
    if (message.type === undefined) {
      this.#shakeHands(message);
      return;
    }

    const waiting = this.#waiting.get(message.invocationId);
    if (message.type === kinds.streamItem) {
      waiting?.take(message.item);
    } else if (message.type === kinds.completion) {
      this.#waiting.delete(message.invocationId);
      if (message.error) {
        waiting?.reject(new Error(message.error));
      } else {
        waiting?.resolve(message.result);
      }
    } else if (message.type === kinds.close) {
      this.#socket.close();
    }
  }

  #shakeHands(answer) {
    const { resolve, reject } = this.#waiting.get('');
    this.#waiting.delete('');
    if (answer.error) {
      reject(new Error(answer.error));
      return;
    }

    this.#pings = setInterval(() => this.#socket.send(JSON.stringify({ type: kinds.ping }) + end), pingEvery);
    resolve();
  }
}
