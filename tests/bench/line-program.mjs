// A program that answers each line with a line.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** `ask` gives it a line and waits for its answer. A program that cannot be started, or ends, is the error of who asks. */
export function startLineProgram(path, ...options) {
  const child = spawn(path, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${path} ended with ${code}`)));
  });
  ended.catch(() => {}); // told to whoever asks
  child.stdin.on('error', () => {}); // it has ended
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await Promise.race([lines.next(), ended]);
      return done ? ended : value;
    },
    stop: () => child.stdin.end(),
  };
}
