// The connection to the server: SignalR's hub protocol in JSON over a WebSocket
// (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md). SignalR's own client for WebAssembly would increase
// the download by 0.3 MB and pass each frame through the runtime.
const end = '\u001e';
const kinds = { streamItem: 2, completion: 3, streamInvocation: 4, ping: 6, close: 7 };
const pingEvery = 10_000;

class ClosedError extends Error {
}

// The answer in place of a result, for an error of a call.
export function faultOf(error) {
  return error instanceof ClosedError ? { fault: error.message, reason: { key: 'fault.ended' } } : { fault: error.message };
}

export class Hub {
  #socket;
  #pending = new Map();
  #lastId = 0;
  #partial = '';
  #pings;

  // Opens the connection. onClosed is called once, when it is closed or can't be opened.
  constructor(path, onClosed) {
    const address = new URL(path, document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new WebSocket(address);
    this.opened = new Promise((resolve, reject) => {
      this.#pending.set('', { resolve, reject });
    });
    this.#socket.onopen = () => this.#socket.send(JSON.stringify({ protocol: 'json', version: 1 }) + end);
    this.#socket.onmessage = event => this.#receive(event.data);
    this.#socket.onclose = () => {
      clearInterval(this.#pings);
      for (const { reject } of this.#pending.values()) {
        reject(new ClosedError('the connection is closed'));
      }

      this.#pending.clear();
      onClosed();
    };
  }

  // Calls a method of the hub and returns its result.
  invoke(target, ...parameters) {
    return this.#send(1, target, parameters);
  }

  // Calls a streaming method of the hub. The promise is resolved when the stream ends.
  stream(target, parameters, take) {
    return this.#send(kinds.streamInvocation, target, parameters, take);
  }

  close() {
    this.#socket.close();
  }

  #send(type, target, parameters, take) {
    const invocationId = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new ClosedError('the connection is closed'));
        return;
      }

      this.#pending.set(invocationId, { resolve, reject, take });
      this.#socket.send(JSON.stringify({ type, invocationId, target, arguments: parameters }) + end);
    });
  }

  // A WebSocket message can contain a part of a protocol message, or several.
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

    const pending = this.#pending.get(message.invocationId);
    if (message.type === kinds.streamItem) {
      pending?.take(message.item);
    } else if (message.type === kinds.completion) {
      this.#pending.delete(message.invocationId);
      if (message.error) {
        pending?.reject(new Error(message.error));
      } else {
        pending?.resolve(message.result);
      }
    } else if (message.type === kinds.close) {
      this.#socket.close();
    }
  }

  #shakeHands(answer) {
    const { resolve, reject } = this.#pending.get('');
    this.#pending.delete('');
    if (answer.error) {
      reject(new Error(answer.error));
      return;
    }

    this.#pings = setInterval(() => this.#socket.send(JSON.stringify({ type: kinds.ping }) + end), pingEvery);
    resolve();
  }
}
