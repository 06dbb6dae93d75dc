// What editors and tools know of the embed's elements: custom-elements.json (schema 1.0.0 of webcomponents.org) and the
// types of vi-lesson.d.ts, both from the one list in web/embed/elements.mjs.
import { ATTRIBUTES, ELEMENTS, EVENTS } from '../embed/elements.mjs';

const PATH = 'vi-lesson.js';

export function elementsManifest() {
  const modules = [
    {
      kind: 'javascript-module',
      path: PATH,
      declarations: ELEMENTS.map(declaration),
      exports: ELEMENTS.map(({ tag, name }) => ({
        kind: 'custom-element-definition',
        name: tag,
        declaration: { name, module: PATH },
      })),
    },
  ];
  return `${JSON.stringify({ schemaVersion: '1.0.0', modules }, null, 2)}\n`;
}

function declaration({ tag, name, says, attributes }) {
  return {
    kind: 'class',
    name,
    tagName: tag,
    customElement: true,
    description: says,
    superclass: { name: 'HTMLElement' },
    attributes: attributes.map((attribute) => ({
      name: attribute,
      type: { text: 'string' },
      description: ATTRIBUTES[attribute],
    })),
    events: Object.entries(EVENTS).map(([event, { detail, says }]) => ({
      name: event,
      type: { text: `CustomEvent<${detail}>` },
      description: says,
    })),
  };
}

/** @param {string} events web/lesson/events.ts, whose interfaces are the details */
export function elementTypes(events) {
  const interfaces = ['Answer', 'Progress'].map((name) =>
    interfaceOf(events, name).replace(`interface ${name}`, `interface Vi${name}`),
  );
  const map = Object.entries(EVENTS).map(([event, { detail }]) => `    '${event}': CustomEvent<${detail}>;`);
  const tags = ELEMENTS.map(({ tag, says }) => `    /** ${says} */\n    '${tag}': HTMLElement;`);
  return `// The elements of vi-lesson.js and what they tell the page around them.
${interfaces.join('\n\n')}

declare global {
  interface GlobalEventHandlersEventMap {
${map.join('\n')}
  }
  interface HTMLElementTagNameMap {
${tags.join('\n')}
  }
}
`;
}

function interfaceOf(source, name) {
  const found = new RegExp(`^export interface ${name} \\{[^}]*\\}`, 'm').exec(source)?.[0];
  if (!found) throw new Error(`web/lesson/events.ts has no interface ${name}`);
  return found;
}
