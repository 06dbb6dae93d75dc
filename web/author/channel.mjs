// What the open pages are told: a state, at once to whoever comes and again whenever it changes (server-sent events).

export class Channel {
  #pages = new Set();
  #state;

  tell(state) {
    this.#state = state;
    for (const page of this.#pages) this.#send(page);
  }

  /** Takes over a request; the reply stays open. */
  open(response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    this.#pages.add(response);
    response.on('close', () => this.#pages.delete(response));
    this.#send(response);
  }

  #send(page) {
    if (this.#state) page.write(`data: ${JSON.stringify(this.#state)}\n\n`);
  }
}
