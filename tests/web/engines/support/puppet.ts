// Firefox over WebDriver BiDi and Chromium over its own protocol: puppeteer speaks both.
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { type Engine, type Point, WINDOW } from './engine.ts';
import { remove, stop, temporaryFolder } from './processes.ts';

const PATIENCE = 60_000;

export async function startPuppet(options: LaunchOptions): Promise<Engine> {
  const profile = temporaryFolder();
  const browser = await puppeteer.launch({
    headless: true,
    userDataDir: profile,
    defaultViewport: WINDOW,
    timeout: PATIENCE,
    protocolTimeout: PATIENCE,
    ...options,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  return new Puppet(browser, page, profile);
}

class Puppet implements Engine {
  #browser: Browser;
  #page: Page;
  #profile: string;
  #problems: string[] = [];

  constructor(browser: Browser, page: Page, profile: string) {
    this.#browser = browser;
    this.#page = page;
    this.#profile = profile;
    page.on('console', (message) => message.type() === 'error' && this.#problems.push(message.text()));
    page.on('pageerror', (problem) => this.#problems.push(`uncaught: ${(problem as Error).message}`));
    page.on('request', (request) => {
      const { protocol, host, hostname } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.#problems.push(`request to ${host}`);
    });
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url, { waitUntil: 'load' });
  }

  evaluate<Given extends unknown[], Answer>(
    work: (...given: Given) => Answer | Promise<Answer>,
    ...given: Given
  ): Promise<Answer> {
    return this.#page.evaluate(work as never, ...(given as unknown as never[])) as Promise<Answer>;
  }

  async drag({ x, y }: Point, dx: number): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + dx, y, { steps: 10 });
    await mouse.up();
  }

  async enter(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    await this.#page.keyboard.press('Enter');
  }

  async problems(): Promise<string[]> {
    return this.#problems;
  }

  async close(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, 5000).unref());
    await Promise.race([this.#browser.close().catch(() => {}), patience]);
    const process = this.#browser.process();
    if (process) stop(process);
    remove(this.#profile);
  }
}
