// The worker's whole program: open a core, then answer one request a message. It knows no tasks and keeps no state;
// long work is asked for in slices, so progress and cancel are the page's business (remote.ts).
import { type Core, loadCore } from './core.mjs';
import { type FromWorker, type ToWorker, unexpected } from './messages.ts';

let core: Core | undefined;
const say = (message: FromWorker) => postMessage(message);

async function receive(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'open':
      core = await loadCore(message.core);
      return say({ type: 'opened' });
    case 'call':
      if (!core) throw new Error('a call came before the core was open');
      return say({ type: 'reply', number: message.number, reply: core.reply(message.request) });
    default:
      return unexpected(message);
  }
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  receive(event.data).catch((problem) =>
    say({ type: 'failed', reason: String(problem?.message ?? problem) }),
  );
});
addEventListener('messageerror', () => say({ type: 'unreadable' }));
