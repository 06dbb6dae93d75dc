// The worst error of the core and of each textbook formula, a quantity and a kind of input at a time.
import { cases } from '../reference/ask.ts';
import { number, truth } from '../reference/distance.ts';
import type { Host, Reply } from '../reference/hosts.ts';
import { errorOf, type Off } from './error.ts';
import type { MeasuredCase, Quantity } from './quantities.ts';

/** Kinds of input, in the order of the table. */
const KINDS = [
  'generic',
  'extreme',
  'relative difference 1e-1 to 1e-4',
  '1e-5 to 1e-8',
  '1e-9 to 1e-16',
] as const;
type Kind = (typeof KINDS)[number];

const EXTREME = /extreme|overflow|tiny|huge|wide|near_0$|near_1$|one_near|zeros|edge/;
const NEAR = /near_(?:equal_)?(?:[a-z_]+_)?(?:1e-(\d+)|0\.(0*)1)$/;

export interface Worst extends Off {
  /** How many divergences came out negative. */
  negative: number;
  /** How many were infinite or no number, and the truth is not; or the other way round. */
  wrong: number;
}
export interface Row {
  name: string;
  kind: Kind;
  count: number;
  core: Worst;
  peers: Record<string, Worst>;
  /** Where the core missed its bound. */
  over: string[];
}

export async function measure(quantity: Quantity, core: Host): Promise<Row[]> {
  const asked = (cases(quantity.file) as MeasuredCase[]).filter(({ outputs }) => quantity.output in outputs);
  const inputs = asked.map((each) => quantity.reads.map((name) => asNumbers(each.inputs[name]!)));
  const replies = await core(
    inputs.map((values) => ({
      op: 'evaluate',
      expression: quantity.ask,
      parameters: Object.fromEntries(quantity.reads.map((name, i) => [name, values[i]])),
    })),
  );
  const rows = new Map<Kind, Row>();
  asked.forEach((each, i) => {
    const kind = kindOf(each.class ?? '');
    const row = rows.get(kind) ?? emptyRow(quantity, kind);
    rows.set(kind, row);
    row.count += 1;
    const truth = each.outputs[quantity.output]!;
    const computed = valueOf(replies[i]!, quantity);
    take(row.core, computed, truth);
    if (!isWithin(quantity, each, computed, truth))
      row.over.push(`${quantity.ask} at ${JSON.stringify(inputs[i])}: ${computed}, truth ${truth}`);
    for (const [name, formula] of Object.entries(quantity.peers))
      take(row.peers[name]!, formula(...inputs[i]!), truth);
  });
  return KINDS.flatMap((kind) => rows.get(kind) ?? []);
}

function isWithin(quantity: Quantity, each: MeasuredCase, computed: number, text: string | null): boolean {
  const { most, unit } = quantity.bound(each);
  const off = errorOf(computed, text);
  return off[unit] <= most || off.ulp <= 1 || Math.abs(computed - truth(text)) <= (quantity.absolute ?? 0);
}

function emptyRow({ name, peers }: Quantity, kind: Kind): Row {
  const worst = (): Worst => ({ ulp: 0, relative: 0, negative: 0, wrong: 0 });
  const ofPeers = Object.fromEntries(Object.keys(peers).map((peer) => [peer, worst()]));
  return { name, kind, count: 0, core: worst(), peers: ofPeers, over: [] };
}

function take(worst: Worst, computed: number, text: string | null): void {
  const { ulp, relative } = errorOf(computed, text);
  if (computed < 0 && text !== null && !text.startsWith('-')) worst.negative += 1;
  if (ulp === Infinity) worst.wrong += 1;
  else {
    worst.ulp = Math.max(worst.ulp, ulp);
    if (relative !== Infinity) worst.relative = Math.max(worst.relative, relative);
  }
}

function kindOf(name: string): Kind {
  const near = NEAR.exec(name);
  if (!near) return EXTREME.test(name) ? KINDS[1] : KINDS[0];
  const k = near[1] === undefined ? near[2]!.length + 1 : Number(near[1]);
  return k <= 4 ? KINDS[2] : k <= 8 ? KINDS[3] : KINDS[4];
}

type Numbers = number | Numbers[];

function asNumbers(text: string | string[]): Numbers {
  return Array.isArray(text) ? text.map(asNumbers) : Number(text);
}

function valueOf(text: string, { ask }: Quantity): number {
  const { ok, error } = JSON.parse(text) as Reply;
  if (error) throw new Error(`${ask}: ${error.message}`);
  return number(ok?.value ?? 'nan');
}
