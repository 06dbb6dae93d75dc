// What `vi functions` says, as a page of documentation.

export interface Described {
  name: string;
  signature: string;
  help: string;
  domain: string;
  source: string;
  definition: string | null;
  instant: boolean;
}

export function page(functions: Described[]): string {
  const names = [...new Set(functions.map(({ name }) => name))];
  return `# Functions

<!-- Written by \`npm run docs\` from what \`vi functions\` lists; \`npm test\` holds it to that. -->

What an expression may call, in a lesson, at the door and with \`vi evaluate\`. Logarithms are natural, so entropies and divergences are in nats.
A variance is called a variance and a standard deviation *sd*. A function with a definition has an exact form and terms as well as its number. Those
marked *long* may take more than a moment, and pages leave them to a worker.

${names.map((name) => `[\`${name}\`](#${anchor(name)})`).join(' · ')}

${names
  .map((name) =>
    section(
      name,
      functions.filter((each) => each.name === name),
    ),
  )
  .join('\n')}`;
}

function section(name: string, overloads: Described[]): string {
  return `## ${name}\n\n${overloads.map(entry).join('\n')}`;
}

function entry({ signature, help, domain, source, definition, instant }: Described): string {
  const lines = [
    `\`${signature}\`${instant ? '' : ' · *long*'}`,
    help,
    ...(definition ? [`Definition: \`${definition}\`.`] : []),
    `Domain: ${domain}. Source: ${source}.`,
  ];
  return `${lines.join('  \n')}\n`;
}

const anchor = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '');
